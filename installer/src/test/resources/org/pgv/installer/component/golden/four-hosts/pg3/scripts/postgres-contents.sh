set -eu
psql() {
  runuser --user postgres -- /usr/lib/postgresql/17/bin/psql --no-psqlrc --quiet --no-align --tuples-only \
    --set ON_ERROR_STOP=1 --host /var/run/postgresql --port 5432 "$@"
}
recovers() { psql --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null; }
leader() {
  patronictl --config-file /etc/patroni/config.yml list --format tsv main | awk -F '\t' '$4 == "Leader" { print $2 }'
}
turns=0
until [ "$(recovers 2>/dev/null)" = f ]; do
  case $(leader) in
    pg3 | '') ;;
    *) echo 'a replica: its primary makes databases and roles'; exit 0 ;;
  esac
  turns=$((turns + 1))
  [ $turns -lt 60 ] || { echo 'nobody leads main'; recovers; exit 1; }
  sleep 1
done
psql --dbname postgres --output /dev/null --file -
