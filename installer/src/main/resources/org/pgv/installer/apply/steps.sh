# What steps are made of. Sent before the steps of each batch; every function may be run again.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 022
# A lost connection must not stop a step in its middle.
trap '' HUP
record=/var/lib/pgv
tab=$(printf '\t')

begin() {
  # Services look there for what they are asked to judge.
  mkdir -p /run/pgv $record/stamps $record/originals && chmod 0755 /run/pgv && chmod 0700 $record/originals || return 1
  exec 9<>/run/pgv/step.lock
  flock -w 900 9 || {
    echo "a step of an earlier run is still at work after 15 minutes"
    return 1
  }
  # Left behind by a transaction that lost power: nobody is in one now, for we hold the lock.
  services_may_start
}

# note LINE: adds a line to the record, whole or not at all
note() {
  grep -qsxF -e "$1" $record/managed && return 0
  { cat $record/managed 2>/dev/null || :; printf '%s\n' "$1"; } >$record/managed.new &&
    mv -fT $record/managed.new $record/managed
}

# strike LINE...: takes lines from the record
strike() {
  [ -e $record/managed ] || return 0
  for line in "$@"; do
    { grep -vxF -e "$line" $record/managed || :; } >$record/managed.new &&
      mv -fT $record/managed.new $record/managed || return 1
  done
}

noted() { grep -qsxF -e "$1" $record/managed; }

stamp_file() { printf '%s/stamps/%s' $record "$(printf %s "$1" | tr / %)"; }

# stamp NAME DIGEST
stamp() {
  stamp=$(stamp_file "$1")
  printf '%s\n' "$2" >"$stamp.new" && mv -fT "$stamp.new" "$stamp"
}

forget() {
  rm -f "$(stamp_file "$1")"
  case $1 in rules:*) rm -f "$(rules_record "${1#rules:}")" "$(rules_record "${1#rules:}").list" ;; esac
}

# keep_original PATH: a copy of what is there, before we touch it
keep_original() {
  if [ -e "$1" ] || [ -L "$1" ]; then
    mkdir -p "$record/originals${1%/*}" && cp -aT -- "$1" "$record/originals$1"
  fi
}

# write_file PATH USER GROUP MODE BASE64: whole or not at all; nobody reads it before it is theirs
write_file() {
  noted "file$tab$1" || { keep_original "$1" && note "file$tab$1"; } || return 1
  mkdir -p "${1%/*}" || return 1
  if (umask 077 && printf %s "$5" | base64 -d >"$1.pgv-new") &&
    chown "$2:$3" "$1.pgv-new" && chmod "$4" "$1.pgv-new" && mv -fT "$1.pgv-new" "$1"; then
    return 0
  fi
  rm -f "$1.pgv-new"
  return 1
}

# receive_file PATH USER GROUP MODE DIGEST: what comes on stdin becomes the file, if it is all of it
receive_file() {
  noted "file$tab$1" || { keep_original "$1" && note "file$tab$1"; } || return 1
  mkdir -p "${1%/*}" || return 1
  if (umask 077 && cat >"$1.pgv-new") && printf '%s  %s\n' "$5" "$1.pgv-new" | sha256sum --check --status &&
    chown "$2:$3" "$1.pgv-new" && chmod "$4" "$1.pgv-new" && mv -fT "$1.pgv-new" "$1"; then
    return 0
  fi
  rm -f "$1.pgv-new"
  echo "$1: what arrived is not the bundle's file, or could not be written"
  return 1
}

# edit_block PATH NAME BLOCK: puts the file BLOCK where our lines are, or at the end
edit_block() {
  from="# BEGIN pgv $2"
  to="# END pgv $2"
  [ -e "$1" ] || : >"$1" || return 1
  if grep -qxF "$from" "$1" && ! grep -qxF "$to" "$1"; then
    echo "$1: has '$from' but no '$to'; add the line where our block ends"
    return 1
  fi
  cp -aT "$1" "$1.pgv-new" &&
    awk -v from="$from" -v to="$to" -v block="$3" '
      function put(l) { while ((getline l < block) > 0) print l; done = 1 }
      $0 == from { put(); inside = 1 }
      !inside { print }
      $0 == to { inside = 0 }
      END { if (!done) put() }' "$1" >"$1.pgv-new" || { rm -f "$1.pgv-new"; return 1; }
  # A file that is mounted, as in some containers, can be written but not replaced.
  mv -fT "$1.pgv-new" "$1" 2>/dev/null || { cat "$1.pgv-new" >"$1" && rm -f "$1.pgv-new"; }
}

# write_block PATH NAME BASE64
write_block() {
  note "block$tab$1$tab$2" || return 1
  { echo "# BEGIN pgv $2" && printf %s "$3" | base64 -d && echo "# END pgv $2"; } >/run/pgv/block &&
    edit_block "$1" "$2" /run/pgv/block
}

remove_block() {
  if [ -e "$1" ]; then edit_block "$1" "$2" /dev/null || return 1; fi
  strike "block$tab$1$tab$2"
}

# make_directory PATH USER GROUP MODE KIND
make_directory() {
  if ! noted "directory$tab$1" && ! noted "data$tab$1"; then
    if [ -d "$1" ] && [ "$5" = directory ]; then note "found$tab$1"; else note "$5$tab$1"; fi || return 1
  fi
  mkdir -p "$1" && chown "$2:$3" "$1" && chmod "$4" "$1"
}

set_aside() {
  note "aside$tab$1" || return 1
  if [ -e "$1" ] || [ -L "$1" ]; then keep_original "$1" && rm -rf -- "$1"; fi
}

restore_file() {
  if [ -e "$record/originals$1" ] || [ -L "$record/originals$1" ]; then
    if [ -e "$1" ]; then
      mv -fT "$record/originals$1" "$1.before-pgv"
    else
      mkdir -p "${1%/*}" && mv -fT "$record/originals$1" "$1"
    fi || return 1
  fi
  strike "aside$tab$1"
}

remove_file() {
  noted "file$tab$1" || return 0
  if [ -e "$record/originals$1" ] || [ -L "$record/originals$1" ]; then
    cp -aT "$record/originals$1" "$1.pgv-new" && mv -fT "$1.pgv-new" "$1" &&
      rm -f "$record/originals$1" || return 1
  else
    rm -f "$1" || return 1
  fi
  case $1 in
    /etc/systemd/system/*) systemctl daemon-reload ;;
    /etc/firewalld/*) ! systemctl -q is-active firewalld.service || firewall-cmd --quiet --reload ;;
  esac || return 1
  strike "file$tab$1"
}

# remove_directory PATH [content]
# What somebody has mounted there, or led elsewhere by a link, stays where it is.
remove_directory() {
  if [ -d "$1" ] && { [ -L "$1" ] || mountpoint -q -- "$1"; }; then
    [ "${2-}" != content ] ||
      find "$1/" -mindepth 1 -maxdepth 1 ! -name lost+found -exec rm -rf -- {} +
  elif [ "${2-}" = content ]; then
    rm -rf -- "$1"
  elif [ -d "$1" ]; then
    rmdir --ignore-fail-on-non-empty -- "$1"
  fi || return 1
  strike "directory$tab$1" "data$tab$1" "tree$tab$1" "found$tab$1"
}

property() { systemctl show --property="$2" --value -- "$1"; }

ready_unit() {
  note "unit$tab$1" || return 1
  case $(property "$1" UnitFileState) in masked*) systemctl -q unmask -- "$1" || return 1 ;; esac
  case $(property "$1" UnitFileState) in
    # Has systemd read its files again, too, which takes a good part of the time until a unit is up.
    disabled | '') systemctl -q enable -- "$1" ;;
    *)
      # Of a timer, what it starts may have changed, too.
      for part in "$1" $(property "$1" Triggers); do
        if [ "$(property "$part" NeedDaemonReload)" = yes ] || [ "$(property "$part" LoadState)" != loaded ]; then
          systemctl daemon-reload || return 1
        fi
      done
      ;;
  esac
}

unit_story() {
  systemctl --no-pager --full --lines=20 status -- "$1"
  return 1
}

# restart_unit UNIT RUNS LOADS
restart_unit() {
  ready_unit "$1" || return 1
  systemctl reset-failed -- "$1" 2>/dev/null || :
  # Until it has begun, nobody knows what it runs with: a timer goes on, without a next run, where its new
  # calendar was refused, and the old one may come back.
  stamp "unit:$1" 0000000000000000000000000000000000000000000000000000000000000000 || return 1
  systemctl restart -- "$1" || unit_story "$1" || return 1
  stamp "reload:$1" "$3" && stamp "unit:$1" "$2"
}

# reload_unit UNIT LOADS
reload_unit() {
  ready_unit "$1" || return 1
  systemctl reload-or-restart -- "$1" || unit_story "$1" || return 1
  stamp "reload:$1" "$2"
}

mask_unit() {
  note "unit$tab$1" || return 1
  if [ "$(property "$1" ActiveState)" != inactive ]; then
    systemctl stop -- "$1" || unit_story "$1" || return 1
  fi
  systemctl reset-failed -- "$1" 2>/dev/null || :
  # A unit of ours would be in the way of the mask.
  remove_file "/etc/systemd/system/$1" && systemctl -q mask -- "$1"
}

retire_unit() {
  case $(property "$1" UnitFileState) in masked*) systemctl -q unmask -- "$1" || return 1 ;; esac
  if [ "$(property "$1" ActiveState)" != inactive ]; then
    systemctl stop -- "$1" || unit_story "$1" || return 1
  fi
  case $(property "$1" UnitFileState) in enabled*) systemctl -q disable -- "$1" || return 1 ;; esac
  systemctl reset-failed -- "$1" 2>/dev/null || :
  forget "unit:$1" && forget "reload:$1" && strike "unit$tab$1"
}

# perform SCRIPT INPUT (both base64): run_script, with nothing to remember
perform() {
  (umask 077 && printf %s "$1" | base64 -d >/run/pgv/script) || return 1
  printf %s "$2" | base64 -d | sh /run/pgv/script || return 1
  rm -f /run/pgv/script
}

# leaves PATH: remembers what a script left there, and how it is where it is a file
leaves() {
  note "trace$tab$1" || return 1
  [ ! -f "$1" ] || {
    left=$(sha256sum <"$1") && stamp "trace:$1" "${left%% *}"
  }
}

# run_script ID DIGEST SCRIPT INPUT (both base64) TRACE...
run_script() {
  what="script:$1" with=$2
  perform "$3" "$4" || return 1
  shift 4
  for path in "$@"; do leaves "$path" || return 1; done
  stamp "$what" "$with"
}

# Rules are nft's or firewalld's: how each lists ours, checks what is on trial, remembers what is in
# force, loads, and takes back, is in functions of its own, which try_rules and keep_rules call.

nft_listing() { echo 'nft -s list table inet pgv'; }

# The file that the table is made from when it goes back to what it is now; also when it is not there.
nft_remember() {
  nft -c -f $trial/new || return 1
  { printf 'table inet pgv\ndelete table inet pgv\n' && { nft -s list table inet pgv 2>/dev/null || :; }; } >$trial/old
  echo "nft -f $trial/old" >$trial/back
  if ! nft list table inet pgv >/dev/null 2>&1 && ss -Htn state established | awk '$3 !~ /:22$/' | grep -q .; then
    # Connections that are open now must be known when the rules come: each is, once it was used.
    nft "table inet pgv { chain input { type filter hook input priority filter; ct state established; }; }" &&
      sleep 12 || return 1
  fi
}

nft_load() { nft -f $trial/new; }

# What decides before the zone of a network device is asked for, and our zone, which is all networks'.
firewalld_listing() {
  printf '%s\n' "nft -s list table inet firewalld |
    sed -n '/^\tchain filter_IN\(PUT_\|_pgv\|_policy\)/,/^\t}/{ /iifname/!p }'"
}

firewalld_remember() {
  if [ -e "$1" ]; then
    cp -aT "$1" $trial/old && echo "cp -aT $trial/old $1.pgv-new && mv -fT $1.pgv-new $1"
  else
    echo "rm -f $1"
  fi >$trial/back && echo 'firewall-cmd --quiet --reload' >>$trial/back
}

# It reads no file but the one where the rules are to stay.
firewalld_load() {
  write_file "$@" && { firewall-cmd --quiet --check-config || { sh -e $trial/back && return 1; }; } &&
    firewall-cmd --quiet --reload
}

# try_rules LOADER SECONDS PATH USER GROUP MODE BASE64: loads rules; unless keep_rules comes in time,
# the old ones return
try_rules() {
  loader=$1 seconds=$2 trial=/run/pgv/trial
  shift 2
  rm -rf $trial && mkdir -m 0700 $trial && printf %s "$5" | base64 -d >$trial/new || return 1
  "${loader}_remember" "$1" || return 1
  end_trial
  systemd-run --quiet --collect --unit=pgv-trial --on-active="${seconds}s" \
    --timer-property=AccuracySec=100ms sh -c "sh -e $trial/back && rm $trial/new" || return 1
  "${loader}_load" "$@"
}

end_trial() { systemctl stop pgv-trial.timer pgv-trial.service 2>/dev/null || :; }

# rules_record PATH: where it is kept what was listed of rules when they came into force
rules_record() { printf '%s/rules/%s' $record "$(printf %s "$1" | tr / %)"; }

# keep_rules LOADER DIGEST PATH USER GROUP MODE BASE64: ends the trial, and the file is what it tried
keep_rules() {
  end_trial
  if [ ! -e /run/pgv/trial/new ]; then
    echo "nobody came in time: the rules before are in force again"
    return 1
  fi
  loader=$1 digest=$2
  shift 2
  kept=$(rules_record "$1")
  mkdir -p "${kept%/*}" && write_file "$@" && "${loader}_listing" >"$kept.list" && sh "$kept.list" >"$kept.new" &&
    mv -fT "$kept.new" "$kept" && stamp "rules:$1" "$digest" && rm -r /run/pgv/trial
}

# receive_tree PATH DIGEST: a tar archive on stdin becomes the folder, whole or not at all; its last
# file says that it is whole, for tar takes an archive whose end is missing
receive_tree() {
  note "tree$tab$1" || return 1
  rm -rf -- "$1.pgv-new" && mkdir -p "$1.pgv-new" &&
    tar --extract --no-same-owner --directory "$1.pgv-new" || return 1
  rm -- "$1.pgv-new/.pgv-whole" 2>/dev/null || { echo "$1 did not arrive whole" >&2; return 1; }
  rm -rf -- "$1.pgv-old" || return 1
  if [ -e "$1" ]; then mv -T -- "$1" "$1.pgv-old" || return 1; fi
  mv -T -- "$1.pgv-new" "$1" && rm -rf -- "$1.pgv-old" && stamp "tree:$1" "$2"
}

# erase_record [data]: what stays of data stays known as ours
erase_record() {
  for unit in $record/replaced/*; do
    [ ! -e "$unit" ] || { systemctl daemon-reload && systemctl -q enable -- "${unit##*/}" && systemctl restart -- "${unit##*/}"; } || return 1
  done
  rm -rf $record/originals $record/stamps $record/replaced $record/bundle $record/metrics $record/rules $record/archive-*.info || return 1
  if [ "${1-}" = data ]; then
    { grep "^data$tab" $record/managed || :; } >$record/managed.new && mv -fT $record/managed.new $record/managed
  else
    rm -f $record/managed && rm -f $record/enrolment
  fi || return 1
  rmdir --ignore-fail-on-non-empty $record
  systemctl daemon-reload
}

# step NUMBER FUNCTION ARGUMENT...
step() {
  number=$1
  shift
  "$@" || exit 1
  printf 'pgv: step %s done\n' "$number"
}
