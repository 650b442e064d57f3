set -eu
psql() {
  runuser --user postgres -- /usr/lib/postgresql/17/bin/psql --no-psqlrc --quiet --no-align --tuples-only \
    --set ON_ERROR_STOP=1 --host /var/run/postgresql --port 5432 "$@"
}
recovers() { psql --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null; }
leader() {
  patronictl --config-file /etc/patroni/config.yml list --format tsv main | awk -F '\t' '$4 == "Leader" { print $2 }'
}
if ! recovering=$(recovers 2>/dev/null); then
  case $(leader) in
    pg3 | '') recovering=$(recovers) ;;
    *) recovering=t ;;
  esac
fi
if [ "$recovering" = t ]; then
  echo 'a replica: its primary makes databases and roles'
  exit 0
fi
psql --dbname postgres --output /dev/null --file -
