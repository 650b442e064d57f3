# Tells what a check asks a host beside its facts, and changes nothing.
# Arguments: name:NAME and address:ADDRESS to resolve, folder:PATH to look into, port:ADDRESS:PORT
# to connect to, free:ADDRESS that nobody should have, link:ADDRESS that should be on the same link,
# way:OWN:ADDRESS from our own address to that of another, router:NUMBER:ADDRESS, a virtual router that
# nobody should be on the link of our ADDRESS, account:NAME that has a home if it is there at all,
# straight:FOLDER to which no link leads, calendar:TIME that systemd should know, pages:MIB of huge pages that should be reserved.
# Each line of the answer is a word and its fields, with tabs between.
export LC_ALL=C
say() { printf '%s\t%s\n' "$1" "$2"; }
now() { say clock "$(date +%s.%N)"; }

now

resolve() { # WORD DATABASE KEY
  found=$(timeout 8 getent "$2" "$3" | awk '{ print }' ORS='\t')
  printf '%s\t%s\t%s\n' "$1" "$3" "$found"
}

# A port where nobody listens yet refuses, and so shows that the way is open.
connect() { # ADDRESS PORT
  error=$(timeout 3 bash -c ': </dev/tcp/'"$1/$2" 2>&1)
  case $?:$error in
    0:* | *refused*) ;;
    124:*) printf 'blocked\t%s:%s\tno answer\n' "$1" "$2" ;;
    *) printf 'blocked\t%s:%s\t%s\n' "$1" "$2" "$(echo "$error" | sed -n '1s/.*: //p')" ;;
  esac
}

# Who has an address answers for it on the link, whatever a firewall says; who answered before may be gone.
hardware() { # ADDRESS
  ip -4 neighbour flush to "$1" 2>/dev/null
  timeout 1 bash -c ': </dev/tcp/'"$1/9" 2>/dev/null
  ip -4 neighbour show to "$1" 2>/dev/null | sed -n 's/.* lladdr \([^ ]*\).*/\1/p' | head -n 1
}

calendar() { # TIME
  ! command -v systemd-analyze >/dev/null || systemd-analyze calendar "$1" >/dev/null 2>&1 || say calendar "$1"
}

account() { # NAME
  home=$(getent passwd "$1" | cut -d: -f6)
  [ -z "$home" ] || [ -d "$home" ] || printf 'homeless\t%s\t%s\n' "$1" "$home"
}

straight() { # FOLDER
  to=$(readlink -m "$1")
  [ "$to" = "$1" ] || printf 'link\t%s\t%s\n' "$1" "$to"
}

pages() { # MIB
  has=$(awk '/^HugePages_Total:/ { n = $2 } /^Hugepagesize:/ { print int(n * $2 / 1024) }' /proc/meminfo)
  [ "${has:-0}" -ge "$1" ] || printf 'pages-reserved\t%s\t%s\n' "${has:-0}" "$1"
}

free() { # ADDRESS
  found=$(hardware "$1")
  [ -z "$found" ] || printf 'taken\t%s\t%s\n' "$1" "$found"
}

link() { # ADDRESS
  [ -n "$(hardware "$1")" ] || say apart "$1"
}

# Routers tell everybody on the link once a second which one they are: protocol 112, to 224.0.0.18, the
# number in the second byte (RFC 9568, section 5). No tool for that is on every host, but perl is part of
# any Debian, and Python of any dnf.
# shellcheck disable=SC2016 # dollars of perl
perl_listener='
  my ($number, $device) = @ARGV;
  socket(my $link, 17, 2, 0) or exit;
  bind($link, pack("SnlSCCa8", 17, 0x0800, $device, 0, 0, 0, "")) or exit;
  setsockopt($link, 263, 1, pack("lSSa8", $device, 0, 6, "\x01\x00\x5e\x00\x00\x12")) or exit;
  while (my $sender = recv($link, my $packet, 256, 0)) {
    my ($first, $protocol, @from) = unpack("C x8 C x2 C4", $packet);
    if (unpack("x10 C", $sender) != 4 && $protocol == 112 && vec($packet, ($first & 15) * 4 + 1, 8) == $number) {
      print join(".", @from);
      last;
    }
  }'
python_listener='
import socket, struct, sys
number, device = int(sys.argv[1]), int(sys.argv[2])
link = socket.socket(17, 2, 0)
link.bind((socket.if_indextoname(device), 0x0800))
link.setsockopt(263, 1, struct.pack("iHH8s", device, 0, 6, b"\x01\x00\x5e\x00\x00\x12"))
while True:
    packet, sender = link.recvfrom(256)
    if sender[2] != 4 and packet[9] == 112 and packet[(packet[0] & 15) * 4 + 1] == number:
        print(socket.inet_ntoa(packet[12:16]))
        break'

router() { # NUMBER ADDRESS
  name=$(ip -4 -o address show to "$2" | awk '{ print $2; exit }')
  device=$(cat "/sys/class/net/$name/ifindex" 2>/dev/null) || return 0
  heard=$(
    if command -v perl >/dev/null; then
      timeout 2.5 perl -e "$perl_listener" "$1" "$device"
    else
      for python in python3 /usr/libexec/platform-python; do
        ! command -v "$python" >/dev/null || exec timeout 2.5 "$python" -c "$python_listener" "$1" "$device"
      done
    fi 2>/dev/null
  )
  [ -z "$heard" ] || printf 'router\t%s\t%s\n' "$1" "$heard"
}

# Who gets a datagram for a port where nobody listens says so, and so shows that it came. One that fills a
# frame and may not be cut shows whether frames of that size come through; whether one was lost or the
# other side has said enough for a second, a small one shows afterwards. A router that says that it is too
# large for the next link (RFC 1191) is one whom TCP listens to.
# shellcheck disable=SC2016 # dollars of perl
perl_datagrams='
  sub answered {
    my ($to, $size) = @_;
    for (1 .. 2) {
      socket(my $link, 2, 2, 17) or return 1;
      setsockopt($link, 0, 10, pack("i", 3));
      connect($link, pack("SnC4x8", 2, 33434, split(/\./, $to))) or return 1;
      send($link, "x" x $size, 0);
      vec(my $bits = "", fileno($link), 1) = 1;
      return 1 if select($bits, undef, undef, 0.4);
    }
    return 0;
  }
  while (my ($to, $size) = splice(@ARGV, 0, 2)) {
    print "narrow\t$to\t", $size + 28, "\n" if answered($to, 1) && !answered($to, $size) && answered($to, 1);
  }'
python_datagrams='
import select, socket, struct, sys
def answered(to, size):
    for _ in range(2):
        link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        link.setsockopt(socket.IPPROTO_IP, 10, 3)
        try:
            link.connect((to, 33434))
            link.send(b"x" * size)
        except OSError:
            return True
        if select.select([link], [], [], 0.4)[0]:
            return True
    return False
words = sys.argv[1:]
for to, size in zip(words[::2], map(int, words[1::2])):
    if answered(to, 1) and not answered(to, size) and answered(to, 1):
        print("narrow", to, size + 28, sep="\t")'

ways=
way() { # OWN ADDRESS
  route=$(ip -4 -o route get "$2" 2>/dev/null) || return 0
  from=$(echo "$route" | sed -n 's/.* src \([^ ]*\).*/\1/p')
  [ -z "$from" ] || [ "$from" = "$1" ] || printf 'source\t%s\t%s\n' "$2" "$from"
  size=$(cat "/sys/class/net/$(echo "$route" | sed -n 's/.* dev \([^ ]*\).*/\1/p')/mtu" 2>/dev/null) || return 0
  ways="$ways $2 $((size - 28))"
}

datagrams() {
  # shellcheck disable=SC2086 # a list of words
  if command -v perl >/dev/null; then
    perl -e "$perl_datagrams" $ways
  else
    for python in python3 /usr/libexec/platform-python; do
      ! command -v "$python" >/dev/null || exec "$python" -c "$python_datagrams" $ways
    done
  fi 2>/dev/null
}

content() {
  if [ -e "$1/PG_VERSION" ]; then
    echo POSTGRES
  elif [ -d "$1/member" ]; then
    echo ETCD
  elif [ -d "$1/.minio.sys" ]; then
    echo MINIO
  elif [ ! -e "$1" ]; then
    echo MISSING
  elif [ -d "$1" ] && [ -z "$(ls -A "$1" | grep -vxF lost+found)" ]; then
    if [ -e "$1/lost+found" ]; then echo LOST_FOUND; else echo EMPTY; fi
  else
    echo OTHER
  fi
}

for argument; do
  value=${argument#*:}
  case $argument in
    name:*) resolve forward ahostsv4 "$value" & ;;
    address:*) resolve reverse hosts "$value" & ;;
    port:*) connect "${value%:*}" "${value##*:}" & ;;
    free:*) free "$value" & ;;
    link:*) link "$value" & ;;
    router:*) router "${value%:*}" "${value##*:}" & ;;
    way:*) way "${value%:*}" "${value##*:}" ;;
    straight:*) straight "$value" ;;
    account:*) account "$value" ;;
    calendar:*) calendar "$value" ;;
    pages:*) pages "$value" ;;
    folder:*) printf 'folder\t%s\t%s\n' "$value" "$(content "$value")" ;;
  esac
done
[ -z "$ways" ] || datagrams &
wait

# Lines between our marks are ours.
awk '/^# BEGIN pgv / { ours = 1 } !ours && !/^[ \t]*(#|$)/ { sub(/#.*/, ""); $1 = $1; print "hosts\t" $0 }
  /^# END pgv / { ours = 0 }' /etc/hosts 2>/dev/null

say zone "$(readlink -f /etc/localtime 2>/dev/null | sed 's,.*/zoneinfo/,,')"

case ",$(awk '$2 == "/tmp" { options = $4 } END { print options }' /proc/mounts)," in
  *,noexec,*) say tmp noexec ;;
esac

# Whoever holds one of these files locked is in the kernel's list under the file's number.
for lock in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/rpm/.rpm.lock \
  /usr/lib/sysimage/rpm/.rpm.lock; do
  number=$(stat -c %i "$lock" 2>/dev/null) || continue
  if grep -q ":$number " /proc/locks 2>/dev/null; then
    say busy "$lock"
  fi
done

if [ -x /usr/bin/unattended-upgrade ]; then
  for unit in apt-daily-upgrade.timer unattended-upgrades.service; do
    ! systemctl -q is-active "$unit" 2>/dev/null || say automatic "$unit"
  done
fi
if systemctl -q is-active dnf-automatic.timer 2>/dev/null; then
  say automatic dnf-automatic.timer
fi

say pages "$(sed -n 's/.*\[\(.*\)\].*/\1/p' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null)"
say overcommit "$(cat /proc/sys/vm/overcommit_memory 2>/dev/null)"
now
