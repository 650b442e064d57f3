# What installing with apt is made of.

services_may_start() {
  if grep -qs '^# pgv' /usr/sbin/policy-rc.d; then rm -f /usr/sbin/policy-rc.d; fi
  [ ! -e $record/policy-rc.d ] || mv -fT $record/policy-rc.d /usr/sbin/policy-rc.d
}

services_must_not_start() {
  [ ! -e /usr/sbin/policy-rc.d ] || mv -fT /usr/sbin/policy-rc.d $record/policy-rc.d || return 1
  printf '#!/bin/sh\n# pgv: no service starts by being installed\nexit 101\n' >/usr/sbin/policy-rc.d &&
    chmod 0755 /usr/sbin/policy-rc.d
}

apt() {
  apt_of_one_source -q -y \
    -o Dir::Etc::SourceList=/etc/apt/sources.list.d/pgv.sources -o Dir::Etc::SourceParts=- \
    -o DPkg::Lock::Timeout=300 -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    -o Dpkg::Options::=--force-unsafe-io "$@"
}

# Another apt that reads its indices has them locked, for which apt itself does not wait as it does for dpkg.
apt_update() {
  tries=0
  until said=$(apt -o APT::Update::Error-Mode=any update 2>&1); do
    tries=$((tries + 1))
    case $said in
      *lists/lock*) [ $tries -lt 150 ] || { printf '%s\n' "$said"; return 1; } ;;
      *) printf '%s\n' "$said"; return 1 ;;
    esac
    [ $tries != 1 ] || echo 'another apt is at work on this host: waiting for it, five minutes at most'
    sleep 2
  done
  printf '%s\n' "$said"
}

# apt_install NAME=VERSION...: one transaction, from our repository only; no service starts
apt_install() {
  command -v apt-get >/dev/null || { echo "this host has no apt-get"; return 1; }
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true
  export APT_LISTCHANGES_FRONTEND=none NEEDRESTART_SUSPEND=1 UCF_FORCE_CONFFOLD=1
  unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
  services_must_not_start || return 1
  apt_transaction "$@"
  result=$?
  services_may_start
  # dpkg was told not to wait for the disk at every file: it waits once, here.
  sync
  systemctl daemon-reload
  return $result
}

# Every Debian comes with a client of the clock that chrony's package cannot be beside. Its settings stay, and
# chrony, by those of its own package, goes on in its place once we are gone.
one_clock() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' systemd-timesyncd 2>/dev/null)" = installed ] || return 0
  mkdir -p $record/replaced && : >$record/replaced/chrony.service || return 1
  SYSTEMD_OFFLINE=0 systemctl stop systemd-timesyncd.service 2>/dev/null || :
  apt remove systemd-timesyncd
}

# Inside it, the packages' own reloads of systemd are put off to the one above.
apt_transaction() (
  export SYSTEMD_OFFLINE=1
  if [ -n "$(dpkg --audit)" ]; then dpkg --force-confdef --force-confold --configure -a || :; fi
  apt_update || return 1
  case " $*" in *' chrony='*) one_clock || return 1 ;; esac
  apt install --no-install-recommends --no-remove --allow-downgrades --fix-broken "$@"
)
