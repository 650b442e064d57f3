export PGCONNECT_TIMEOUT=5 PGSSLMODE=verify-full PGSSLROOTCERT=/etc/pgv/pki/root.crt
for port in 5432 5434; do
  said=$(/usr/lib/postgresql/17/bin/psql --no-psqlrc --no-password --host 10.77.0.12 --port $port --username pgv_readonly \
    --dbname postgres --command '' 2>&1)
  case $said in
    *'no password supplied'* | *'no such user'*) ;;
    *) echo "port $port: $said"; exit 1 ;;
  esac
done
