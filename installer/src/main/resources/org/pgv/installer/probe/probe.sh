# Tells what is so on this host, and changes nothing. Each section starts with a line "== NAME".
export LC_ALL=C
record=/var/lib/pgv
tab=$(printf '\t')
section() { printf '== %s\n' "$1"; }

# A step that a killed run left behind may still be at work: what it does belongs to the facts.
if [ -e /run/pgv/step.lock ]; then
  exec 9<>/run/pgv/step.lock
  flock -w "${patience:-600}" 9 || { echo "a step of an earlier run is still at work" >&2; exit 75; }
fi

section identity
cat /proc/sys/kernel/hostname
hostname -f 2>/dev/null || echo
# Empty, or a word in its place, until the first boot has made one (machine-id(5)).
grep -xE '[0-9a-f]{32}' /etc/machine-id 2>/dev/null || echo

section system
( . /etc/os-release 2>/dev/null; printf '%s\n%s\n' "${ID:-}" "${VERSION_ID:-}" )
uname -m
systemd-detect-virt --container 2>/dev/null || :
cat /proc/1/comm

section security
if [ -e /sys/fs/selinux/enforce ]; then cat /sys/fs/selinux/enforce; else echo off; fi
cat /proc/sys/crypto/fips_enabled 2>/dev/null || echo 0
grep -v '^#' /etc/crypto-policies/config 2>/dev/null | head -n 1

section capacity
grep -c '^processor' /proc/cpuinfo
awk '/^MemTotal:/ { print $2 }' /proc/meminfo
[ ! -r /sys/fs/cgroup/memory.max ] || cat /sys/fs/cgroup/memory.max

section mounts
df -PTB1 -x tmpfs -x devtmpfs -x squashfs 2>/dev/null | awk 'NR > 1 { print $7 "\t" $2 "\t" $3 "\t" $5 }'

section packages
if command -v dpkg-query >/dev/null; then
  dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Architecture}\t${Version}\n'
elif command -v rpm >/dev/null; then
  rpm -qa --qf 'installed\t%{NAME}\t%{ARCH}\t%{EVR}\n'
fi
section architecture
if command -v dpkg >/dev/null; then dpkg --print-architecture; else uname -m; fi

section users
cut -d: -f1 /etc/passwd

section data
postgres_in() { [ ! -e "$1/PG_VERSION" ] || printf 'POSTGRES\t%s\n' "$1"; }
etcd_in() { [ ! -d "$1/member" ] || printf 'ETCD\t%s\n' "$1"; }
{
  for folder in /var/lib/postgresql/*/* /var/lib/pgsql/*/data /var/lib/pgsql/data; do postgres_in "$folder"; done
  for folder in /var/lib/etcd /var/lib/etcd/*; do etcd_in "$folder"; done
  # Ours may be anywhere.
  [ ! -s $record/managed ] || awk -F "$tab" '$1 == "data" { print $2 }' $record/managed |
    while read -r folder; do postgres_in "$folder"; etcd_in "$folder"; done
} | sort -u

section listeners
if command -v ss >/dev/null; then
  ss -Hltnp | awk '{ print $4 "\t" $6 }'
else
  awk '$4 == "0A" { print $2 "\t" }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
fi
section addresses
ip -oneline -4 address show 2>/dev/null | awk '{ print $4 "\t" $2 }' | sort -u

# First where we come from: sudo takes it from the environment, but not from that of its caller.
section firewall
came=${SSH_CONNECTION:-} above=$PPID
while [ -z "$came" ] && [ "$above" -gt 1 ]; do
  came=$(tr '\0' '\n' <"/proc/$above/environ" | sed -n 's/^SSH_CONNECTION=//p')
  above=$(awk '$1 == "PPid:" { print $2 }' "/proc/$above/status")
done
echo "${came%% *}"
! systemctl -q is-active firewalld.service 2>/dev/null || printf 'runs\tfirewalld\n'
if command -v nft >/dev/null; then
  nft list tables | sed -n '/^table inet pgv$/d; s/^table /other\t/p'
  for list in $record/rules/*.list; do
    [ ! -e "$list" ] || { sh "$list" 2>&1 || :; } | diff "${list%.list}" - |
      sed -n 's/^< */gone\t/p; s/^> */new\t/p'
  done
fi

# The record: a line for whatever was ever touched here, its kind and its path or name.
section record
[ ! -r $record/managed ] || cat $record/managed
section digests
# Large programs may be among the files, and openssl is several times as fast as coreutils.
hash='sha256sum --'
if command -v openssl >/dev/null; then hash='openssl dgst -sha256 -r'; fi
if [ -s $record/managed ]; then
  awk -F "$tab" '$1 == "file" || $1 == "aside" || $1 == "trace" { print $2 }' $record/managed |
    sort -u | tr '\n' '\0' | xargs -0r $hash 2>/dev/null
fi
section paths
if [ -s $record/managed ]; then
  awk -F "$tab" '$1 != "unit" && $1 != "block" { print $2 }' $record/managed |
    sort -u | tr '\n' '\0' | xargs -0r stat --printf '%F\t%U\t%G\t%a\t%n\n' -- 2>/dev/null
  # A folder may be somewhere else, on a disk of its own, and a link of root's may lead there.
  awk -F "$tab" '$1 == "directory" || $1 == "found" || $1 == "data" { print $2 }' $record/managed | sort -u |
    while read -r folder; do
      [ ! -L "$folder" ] || [ ! -d "$folder" ] || [ "$(stat -c %u "$folder")" != 0 ] ||
        stat -L --printf '%F\t%U\t%G\t%a\t%n\n' -- "$folder"
    done
fi
section blocks
if [ -s $record/managed ]; then
  awk -F "$tab" '$1 == "block" { print $2 "\t" $3 }' $record/managed | sort -u |
    while IFS="$tab" read -r path name; do
      if grep -qxF "# BEGIN pgv $name" "$path" 2>/dev/null; then
        digest=$(awk -v b="# BEGIN pgv $name" -v e="# END pgv $name" \
          '$0 == e { i = 0 } i { print } $0 == b { i = 1 }' "$path" | sha256sum)
        printf '%s\t%s\t%s\n' "$path" "$name" "${digest%% *}"
      else
        printf '%s\t%s\t\n' "$path" "$name"
      fi
    done
fi
section units
if [ -s $record/managed ]; then
  awk -F "$tab" '$1 == "unit" { print $2 }' $record/managed | sort -u |
    xargs -r systemctl show --property=Id,Names,ActiveState,UnitFileState -- 2>/dev/null
fi
section stamps
for stamp in $record/stamps/*; do
  [ ! -f "$stamp" ] || { read -r digest <"$stamp"; printf '%s\t%s\n' "${stamp##*/}" "$digest"; }
done
section enrolment
[ ! -e $record/enrolment ] || cat $record/enrolment 2>&1

section applied
[ ! -r $record/site.json ] || cat $record/site.json

# What etcd says itself, where a member of ours runs: no file knows whether its data is still there.
section etcd
etcd_key=/etc/pgv/pki/etcd/root.key
if [ -r $etcd_key ] && systemctl -q is-active etcd.service 2>/dev/null; then
  etcd_says() { # WORD ARGUMENT...
    word=$1
    shift
    ETCDCTL_API=3 timeout 4 etcdctl --endpoints="$(sed -n 's/^ETCD_ADVERTISE_CLIENT_URLS=//p' /etc/etcd/etcd.env \
      /etc/etcd/etcd.conf 2>/dev/null | head -n 1)" --cacert=/etc/pgv/pki/root.crt --cert=${etcd_key%.key}.crt \
      --key=$etcd_key --dial-timeout=2s --command-timeout=3s "$@" 2>/dev/null | sed "s/^/$word$tab/"
  }
  etcd_says member member list &
  etcd_says authentication auth status &
  etcd_says account user list &
  etcd_says alarm alarm list &
  wait
fi
