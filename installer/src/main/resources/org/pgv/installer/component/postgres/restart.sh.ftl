question=$(cat)
say() { # PORT SQL
  printf '%s\n' "$2" | timeout 20 runuser --user ${user} -- env PGCONNECT_TIMEOUT=5 \
    PGOPTIONS='-c search_path=pg_catalog' ${where.binaries}/psql --no-psqlrc -qAt \
    --set ON_ERROR_STOP=1 --host ${where.sockets} --port "$1" --dbname postgres --file - 2>/dev/null
}
# A server whose port is to change still has its old one, and a copy aside may run beside it.
ask() {
  for socket in ${where.sockets}/.s.PGSQL.*[0-9]; do
    port=${r"${socket##*.}"}
    [ -S "$socket" ] && [ "$(say "$port" 'SHOW cluster_name')" = ${cluster} ] || continue
    say "$port" "$1"
    return
  done
  return 1
}
# What Patroni says of this member: its state, role, and whether it knows of a restart.
patroni() {
  python3 -c '
import json, ssl, sys, urllib.error, urllib.request
tls = ssl.create_default_context(cafile="/etc/pgv/pki/root.crt")
own = "/etc/pgv/pki/patroni/patronictl"
tls.load_cert_chain(own + ".crt", own + ".key")
try:
    said = urllib.request.urlopen("${rest}", context=tls, timeout=5)
except urllib.error.HTTPError as refused:
    said = refused
said = json.load(said)
print(said["state"].replace(" ", "-"), said["role"], said.get("pending_restart", False))'
}
# Until its collector runs, what PostgreSQL says goes to the journal of Patroni.
story() {
  newest=$(ls -t ${where.logs}/* | head -n 1)
  {
    grep -E 'FATAL|PANIC|HINT' "$newest" | tail -n 20
    journalctl --no-pager --output=cat --since=-2min --unit=${where.unit} | grep -E 'FATAL|PANIC|HINT'
  } | grep -vE 'administrator command|starting up' | tail -n 4
}
# Until it runs and answers; at once where it cannot start.
wait_for_server() {
  tries=0
  while [ $tries -lt 300 ]; do
    case $(patroni) in
      *failed*) break ;;
      running* | streaming*) ask 'SELECT 1' >/dev/null && return 0 ;;
    esac
    sleep 0.5
    tries=$((tries + 1))
  done
  echo 'PostgreSQL does not start here; in its log:'
  story
  return 1
}

left=$(ask "$question") || { echo 'PostgreSQL does not answer'; story; exit 1; }
[ -n "$left" ] || { echo 'it runs with all of it already'; exit 0; }
# Patroni reads its new configuration in its own time.
tries=0
while [ $tries -lt 30 ]; do
  case $(patroni) in *True) break ;; esac
  sleep 0.5
  tries=$((tries + 1))
done
<#if handOver>
if [ "$(ask 'SELECT pg_is_in_recovery()')" = f ]; then
  patronictl --config-file ${configuration} switchover ${cluster} --leader ${where.member} --force || exit 1
  tries=0
  until [ "$(ask 'SELECT pg_is_in_recovery()')" = t ]; do
    [ $tries -lt 120 ] || { echo 'no other member took over within a minute'; exit 1; }
    sleep 0.5
    tries=$((tries + 1))
  done
  wait_for_server || exit 1
fi
</#if>
# A standby keeps what its primary had until it has read of the change: it may take a second time.
for try in 1 2 3 4; do
  left=$(ask "$question") || exit 1
  [ -n "$left" ] || exit 0
  [ $try = 1 ] || sleep 5
  patronictl --config-file ${configuration} restart ${cluster} ${where.member} --force || { story; exit 1; }
  wait_for_server || exit 1
done
left=$(ask "$question") || exit 1
[ -z "$left" ] || { echo 'restarted, and still runs with other values of' $left; exit 1; }
