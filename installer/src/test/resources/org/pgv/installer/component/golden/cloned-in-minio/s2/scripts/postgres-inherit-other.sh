bin=/usr/lib/postgresql/17/bin dir=/var/lib/postgresql/17/other
as_user() { runuser --user postgres -- "$@"; }
sql() {
  as_user "$bin/psql" --no-psqlrc -Atq --host /var/run/postgresql --port "$1" --dbname postgres --command "$2" </dev/null
}
query() { sql 5432 "$1"; }
give_back() { rm -rf /run/pgv/from-main /var/spool/pgbackrest/from-main; }
take_loan() (
  umask 077
  install -d -m 0700 -o postgres -g postgres /run/pgv/from-main /var/spool/pgbackrest/from-main &&
    cat >/run/pgv/from-main/loan &&
    sed '/^-----BEGIN/,$d' /run/pgv/from-main/loan >/run/pgv/from-main/pgbackrest.conf &&
    sed -n '/^-----BEGIN/,$p' /run/pgv/from-main/loan >/run/pgv/from-main/pass.pem &&
    rm /run/pgv/from-main/loan &&
    chown postgres:postgres /run/pgv/from-main/*
)
known=$(patronictl --config-file /etc/patroni/config.yml show-config other) || exit 1
[ -z "$known" ] || [ -e "$dir/global/pg_control" ] || {
  echo "etcd remembers an earlier cluster other: run 'patronictl --config-file /etc/patroni/config.yml remove other' here"
  exit 1
}
[ -z "$known" ] || { echo 'the cluster is there already'; exit 0; }
trap give_back EXIT
take_loan || exit 1
empty() { find "$dir" -mindepth 1 -delete; exit 1; }
if [ ! -e "$dir/global/pg_control" ]; then
  find "$dir" -mindepth 1 -delete
  as_user /usr/bin/pgbackrest --config=/run/pgv/from-main/pgbackrest.conf --stanza=main --type=default restore || empty
fi
# Patroni would take what members shared from here, and not from its configuration.
rm -f "$dir/patroni.dynamic.json"
log=$(mktemp /run/pgv/restore.XXXXXX) && chown postgres "$log" || exit 1
trap 'rm -f "$log"; give_back' EXIT
(
recovery_needs() {
  had=$("$bin/pg_controldata" -D "$dir" | sed -n 's/^max_prepared_xacts setting: *//p')
  has=$(as_user "$bin/postgres" -D "$dir" -C max_prepared_transactions 2>/dev/null)
  printf '%s' "-c hot_standby=off -c huge_pages=off"
  [ "${had:-0}" -le "${has:-0}" ] || printf ' %s' "-c max_prepared_transactions=$had"
}
story() { grep -E 'FATAL|PANIC|ERROR|HINT|recovery' "$log" | tail -n 8; }
as_user "$bin/pg_ctl" -D "$dir" -s -w -t 86400 -l "$log" \
  -o "$(recovery_needs) -c logging_collector=off "'-c listen_addresses= -c unix_socket_directories=/var/run/postgresql -c hba_file=/var/lib/postgresql/17/other/pg_hba.conf -c ident_file=/var/lib/postgresql/17/other/pg_ident.conf -c ssl=off -c log_statement=none -c shared_buffers=256MB -c synchronous_standby_names= -c archive_command=/bin/false -c max_connections=500 -c max_locks_per_transaction=250 -c max_wal_senders=16 -c max_worker_processes=24' start || { story; exit 1; }
until [ "$(query 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
  as_user "$bin/pg_ctl" -D "$dir" status >/dev/null || { story; exit 1; }
  sleep 0.3
done
) || empty
grep -E 'recovery stopping|last completed transaction|redo done' "$log"
forget=$(query "SELECT format('ALTER ROLE %I PASSWORD NULL;', rolname)
  FROM pg_roles WHERE rolname IN ('app')") || exit 1
[ -z "$forget" ] || query "$forget" || exit 1
as_user "$bin/pg_ctl" -D "$dir" -s -m fast -w -t 3600 stop
[ $? = 0 ] || exit 1
as_user sed -i '/^restore_command\|^recovery_target/d' "$dir/postgresql.auto.conf"
