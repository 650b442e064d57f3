# at s1.demo.internal:/var/lib/pgbackrest
unit=pgv-backup-main-first
has_backup() { runuser --user postgres -- /usr/bin/pgbackrest --stanza=main --output=json info | grep -q '"label"'; }
if has_backup; then exit 0; fi
systemctl -q is-active $unit ||
  systemd-run --quiet --collect --unit=$unit --uid=postgres --property=UMask=0027 \
    '--property=OnSuccess=pgv-repository-verify-main.service pgv-repository-look-main.service' \
    /usr/bin/pgbackrest --stanza=main --type=full --no-backup-standby --log-level-console=info backup ||
  exit 1
tries=0
while [ $tries -lt 2400 ] && systemctl -q is-active $unit; do
  sleep 0.5
  tries=$((tries + 1))
done
if [ $tries = 2400 ]; then
  echo 'it goes on in the background'
elif ! has_backup; then
  journalctl --no-pager --output=cat --lines=12 --unit=$unit
  exit 1
fi
