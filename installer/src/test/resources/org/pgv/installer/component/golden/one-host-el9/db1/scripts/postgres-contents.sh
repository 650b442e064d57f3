set -eu
psql() {
  runuser --user postgres -- /usr/pgsql-17/bin/psql --no-psqlrc --quiet --no-align --tuples-only \
    --set ON_ERROR_STOP=1 --host /run/postgresql --port 5432 "$@"
}
recovering=$(psql --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null)
if [ "$recovering" = t ]; then
  echo 'a replica: its primary makes databases and roles'
  exit 0
fi
psql --dbname postgres --file -
