export PGCONNECT_TIMEOUT=5 PGSSLMODE=verify-full PGSSLROOTCERT=/etc/pgv/pki/root.crt
turns_away() { # PORT ROLE WORDS
  said=$(/usr/pgsql-17/bin/psql --no-psqlrc --no-password --host 10.77.0.11 --port $1 --username $2 \
    --dbname postgres --command '' 2>&1)
  case $said in
    *"$3"*) ;;
    *) echo "port $1: $said"; exit 1 ;;
  esac
}
turns_away 5436 postgres 'pg_hba.conf rejects connection'
turns_away 5433 pgv_readonly 'no such user'
