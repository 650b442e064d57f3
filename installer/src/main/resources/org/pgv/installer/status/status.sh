# Tells how this host is doing, and changes nothing.
# Arguments: patroni:ADDRESS:PORT, etcd:ADDRESS:PORT, router:ADDRESS:PORT, pooler:PORT, server:PORT of
# PostgreSQL, archive:PORT of it, backups:CLUSTER, store:ADDRESS:PORT of MinIO, volume:FOLDER.
# Each line of the answer is a word and its fields, with tabs between; documents are in base64.
export LC_ALL=C
pki=/etc/pgv/pki
# Not on a disk: a full one is when this is needed most.
answers=$(mktemp -d -p /run pgv-status.XXXXXX) || exit 1
trap 'rm -rf "$answers"' EXIT
trap 'exit 129' HUP INT TERM

get() { # SECONDS ADDRESS:PORT PATH OPTION…
  limit=$1
  address=$2
  path=$3
  shift 3
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$path" "$address" |
    timeout "$limit" openssl s_client -quiet -verify_quiet -verify_return_error -connect "$address" \
      -CAfile $pki/root.crt "$@" 2>/dev/null
}
get_as() { # CERTIFICATE ADDRESS:PORT PATH
  get 4 "$2" "$3" -cert "$pki/$1.crt" -cert_chain "$pki/$1.crt" -key "$pki/$1.key"
}
document() { printf '%s\t%s\n' "$1" "$(base64 -w0)"; }

patroni_says() { get_as patroni/patronictl "$1" /cluster | document patroni; }
health() { get_as etcd/root "$1" /health | document health; }
metrics() {
  get_as etcd/root "$1" /metrics |
    grep -E '^etcd_(server_is_leader|server_has_leader|server_quota_backend_bytes|mvcc_db_total_size_in_bytes) ' |
    document metrics
}
router() {
  timeout 4 bash -c 'exec 3<>"/dev/tcp/${1%:*}/${1##*:}" && printf "GET /;csv HTTP/1.0\r\n\r\n" >&3 && cat <&3' \
    - "$1" 2>/dev/null | awk -F, 'NF > 17 { print $1 "," $2 "," $18 }' | document router
}
# PgBouncer's own table, with the names of its columns: other versions have others.
pools() {
  timeout 4 runuser --user pgbouncer -- psql --no-psqlrc -Aq --pset footer=off --host /run/pgbouncer --port "$1" \
    --username pgbouncer --dbname pgbouncer --command 'SHOW POOLS' 2>/dev/null | document pools
}

postgres() { # PORT
  timeout 4 runuser --user postgres -- psql --no-psqlrc -Atq --port "$1" --dbname postgres 2>/dev/null
}
# What was changed past the files that we wrote, in words: Patroni's own file says what it should be. What
# a restore is told stands beside what ALTER SYSTEM has set.
by_hand() { # PORT
  # Patroni's Python can read its file.
  python=$(sed -n '1s/^#! *//p' "$(command -v patroni)" 2>/dev/null)
  [ -n "$python" ] || return 0
  # shellcheck disable=SC2086 # it may have options
  postgres "$1" <<'END' | $python -c "$differences" /etc/patroni/*.yml 2>/dev/null | sed 's/^/by-hand\t/'
SELECT json_build_object(
  'altered', (SELECT coalesce(json_agg(DISTINCT name), '[]') FROM pg_file_settings
    WHERE sourcefile ~ '/postgresql\.auto\.conf$'
      AND name !~ '^(primary_|recovery_|restore_command$|archive_cleanup_command$)'),
  'access', pg_read_file(current_setting('hba_file'), 0, 1000000, true),
  -- Every member has a copy, the others a few seconds later.
  'shared', CASE WHEN NOT pg_is_in_recovery() THEN pg_read_file('patroni.dynamic.json', 0, 1000000, true) END);
END
}
differences='
import json, sys, yaml
is_so = json.loads(sys.stdin.read())
should_be = yaml.safe_load(open(sys.argv[1]))
if is_so["altered"]:
    print("ALTER SYSTEM has set", ", ".join(is_so["altered"]))
found = [" ".join(line.split()) for line in (is_so["access"] or "").splitlines()]
found = [line for line in found if line and not line.startswith("#")]
wanted = should_be["postgresql"]["pg_hba"]
for line in found:
    if line not in wanted:
        print("pg_hba.conf has \"%s\"" % line)
for line in wanted:
    if line not in found:
        print("pg_hba.conf lacks \"%s\"" % line)
def text(value):
    # A word such as on is one to whom wrote it, and a truth value to YAML.
    return {"true": "on", "yes": "on", "false": "off", "no": "off", "none": "none"}.get(str(value).lower(), str(value))
# A cluster begins with short turns.
left = "pause", "loop_wait"
def compare(path, wanted, found):
    for name in sorted(wanted.keys() | found.keys()):
        here, there = wanted.get(name), found.get(name)
        if isinstance(here, dict):
            compare(path + name + ".", here, there or {})
        elif text(here) != text(there) and path + name not in left:
            print("Patroni has %s%s: %s, not %s" % (path, name, text(there), text(here)))
if is_so["shared"]:
    compare("", should_be["bootstrap"]["dcs"], json.loads(is_so["shared"]))
'

archive() {
  postgres "$1" <<'END' | document archive
SELECT floor(extract(epoch FROM last_archived_time)), floor(extract(epoch FROM last_failed_time)),
       waiting, floor(extract(epoch FROM since)), last_archived_wal
FROM pg_stat_archiver,
     (SELECT count(*) AS waiting, min(modification) AS since
      FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready') AS queue
WHERE NOT pg_is_in_recovery();
END
}
# Why the last segments could not be archived, and how many were dropped, as pgBackRest notes for itself.
spool() {
  notes=$(ls -t /var/spool/pgbackrest/archive/*/out/*.error 2>/dev/null | head -n 1)
  [ -z "$notes" ] || sed 1d "$notes" 2>/dev/null | document archive-error
  grep -ls '^dropped WAL' /var/spool/pgbackrest/archive/*/out/*.ok | wc -l | document archive-dropped
}
# It says by itself what is in the way, after about nine times the seconds that it waits for an answer.
backups() {
  code=0
  said=$(timeout 16 runuser --user postgres -- pgbackrest --stanza="$1" --io-timeout=1 --output=json info 2>&1) || code=$?
  printf 'backups\t%s\t%s\t%s\n' "$1" "$code" "$(printf '%s' "$said" | base64 -w0)"
}

# MinIO itself waits up to ten seconds for those of its hosts that do not answer.
store_takes() { get 12 "$2" "$3" | document "$1"; }
# All of them and their drives; hosts that are off take three seconds each, and more in their first minute.
# Only root may ask, whose key only root can read.
store_drives() {
  client=$(command -v minio-client || command -v /usr/local/bin/mcli) || return
  # shellcheck source=/dev/null
  . /etc/pgv/minio.env
  SSL_CERT_FILE=$pki/root.crt MC_HOST_s="https://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@$1" \
    timeout 16 "$client" --config-dir "$answers/.client" --quiet --json admin info s 2>/dev/null | tail -n 1 |
    document store-drives
}

# What programs of ours have measured, and the room there is, in Prometheus' text format.
measured() {
  cat /var/lib/pgv/metrics/*.prom 2>/dev/null
  for argument; do
    case $argument in
      volume:*)
        df --output=size,avail --block-size=1 "${argument#*:}" 2>/dev/null | awk -v path="${argument#*:}" '
          NR == 2 {
            printf "pgv_volume_size_bytes{path=\"%s\"} %.0f\npgv_volume_free_bytes{path=\"%s\"} %.0f\n", path, $1, path, $2
          }'
        ;;
    esac
  done
}

for argument; do
  value=${argument#*:}
  case $argument in
    patroni:*) patroni_says "$value" >"$answers/patroni" & ;;
    etcd:*)
      health "$value" >"$answers/health" &
      metrics "$value" >"$answers/metrics" &
      ;;
    router:*) router "$value" >"$answers/router" & ;;
    pooler:*) pools "$value" >"$answers/pools" & ;;
    server:*) by_hand "$value" >"$answers/by-hand" & ;;
    archive:*)
      archive "$value" >"$answers/archive" &
      spool >"$answers/spool" &
      ;;
    backups:*) backups "$value" >"$answers/backups-$value" & ;;
    store:*)
      store_takes store-writes "$value" /minio/health/cluster >"$answers/store-writes" &
      store_takes store-reads "$value" /minio/health/cluster/read >"$answers/store-reads" &
      store_drives "$value" >"$answers/store-drives" &
      ;;
  esac
done
measured "$@" | document measured

# The units that were ever managed here; those we masked are not meant to run.
awk -F '\t' '$1 == "unit" { print $2 }' /var/lib/pgv/managed 2>/dev/null | sort -u |
  xargs -r systemctl show --property=Id,ActiveState,UnitFileState -- | awk -F= '
    { value[$1] = $2 }
    function tell() {
      if (value["Id"] != "" && value["UnitFileState"] != "masked")
        print "unit\t" value["Id"] "\t" value["ActiveState"]
      split("", value)
    }
    NF == 0 { tell() }
    END { tell() }'
systemctl list-units --state=failed --plain --no-legend --no-pager | awk '{ print "failed\t" $1 }'

# Only the first certificate of each file, and never a key.
find $pki -name '*.crt' -o -name '*.pem' 2>/dev/null | sort | xargs -r awk '
  FNR == 1 { body = ""; state = 0 }
  /^-----END CERTIFICATE-----/ && state == 1 { print "certificate\t" FILENAME "\t" body; state = 2 }
  state == 1 { body = body $0 }
  /^-----BEGIN CERTIFICATE-----/ && state == 0 { state = 1 }'

[ ! -r /var/lib/pgv/bundle ] || printf 'bundle\t%s\n' "$(head -n 1 /var/lib/pgv/bundle)"
wait
cat "$answers"/* 2>/dev/null
printf 'end\t%s\n' "$(date +%s)"
