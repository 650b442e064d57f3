# at db1.demo.internal:/var/lib/pgbackrest
unit=pgv-backup-main-first
has_backup() { runuser --user postgres -- /usr/bin/pgbackrest --stanza=main --output=json info | grep -q '"label"'; }
if has_backup; then exit 0; fi
systemctl -q is-active $unit ||
  systemd-run --quiet --collect --unit=$unit --uid=postgres --property=UMask=0027 \
    '--property=OnSuccess=pgv-repository-verify-main.service pgv-repository-look-main.service' \
    /usr/bin/pgbackrest --stanza=main --type=full --no-backup-standby --log-level-console=info backup ||
  exit 1
