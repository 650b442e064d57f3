bin=/usr/lib/postgresql/17/bin dir=/var/lib/postgresql/17/other
as_user() { runuser --user postgres -- "$@"; }
sql() {
  as_user "$bin/psql" --no-psqlrc -Atq --host /var/run/postgresql --port "$1" --dbname postgres --command "$2" </dev/null
}
query() { sql 5432 "$1"; }
leads=$(query 'SELECT NOT pg_is_in_recovery()' 2>/dev/null) || exit 0
[ "$leads" = t ] || exit 0
archive_all() {
  # A commit, so that recovery has something to stop at for any time until now.
  sql "$1" "SELECT pg_logical_emit_message(true, 'pgv', 'restore')" >/dev/null || return 1
  segment=$(sql "$1" 'SELECT pg_walfile_name(pg_switch_wal())') || return 1
  tries=0
  while [ $tries -lt 120 ]; do
    [ "$(sql "$1" "SELECT last_archived_wal >= '$segment' FROM pg_stat_archiver")" != t ] || return 0
    sleep 0.5
    tries=$((tries + 1))
  done
  echo "WAL up to $segment did not reach the repository within a minute"
  return 1
}
archive_all 5432
