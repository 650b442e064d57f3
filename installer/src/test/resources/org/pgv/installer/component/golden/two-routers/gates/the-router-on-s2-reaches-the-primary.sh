export PGCONNECT_TIMEOUT=5 PGSSLMODE=verify-full PGSSLROOTCERT=/etc/pgv/pki/root.crt
turns_away() { # PORT ROLE WORDS
  said=$(/usr/lib/postgresql/17/bin/psql --no-psqlrc --no-password --host 10.77.0.12 --port $1 --username $2 \
    --dbname postgres --command '' 2>&1)
  case $said in
    *"$3"*) ;;
    *) echo "port $1: $said"; exit 1 ;;
  esac
}
turns_away 5432 postgres 'pg_hba.conf rejects connection'
turns_away 5434 pgv_readonly 'no such user'
