unit=pgv-${place.word} log=${logs}/${place.word}.log
drop_aside() {
  systemctl stop $unit 2>/dev/null
  rm -rf -- "$dir"
}
aside_failed() {
  grep -sE 'FATAL|PANIC|HINT|recovery' "$log" | tail -n 6
  drop_aside
  return 1
}
restore_aside() { # OPTION…
  [ ! -e "$dir" ] || { echo "$dir is there already"; return 1; }
  if timeout 1 bash -c 'exec 3<>/dev/tcp/127.0.0.1/${place.port}' 2>/dev/null; then
    echo 'port ${place.port} is in use'
    return 1
  fi
  needed=$(du --bytes --summarize ${serving} 2>/dev/null | cut -f 1)
  free=$(df --output=avail --block-size=1 ${serving} | tail -n 1)
  if [ "$free" -lt "$needed" ]; then
    echo "there are $((free >> 20)) MiB free beside ${serving}, which takes $((needed >> 20)) MiB"
    return 1
  fi
  install -d -o ${user} -g ${user} -m 0700 "$dir" || return 1
  rm -f "$log"
  as_user ${program} --stanza=${stanza} --pg1-path="$dir" --archive-mode=off \
    --tablespace-map-all="$dir/pgv-tablespaces" "$@" restore || { drop_aside; return 1; }
  # shellcheck disable=SC2046
  systemd-run --quiet --collect --unit=$unit --uid=${user} --property=KillSignal=SIGINT \
    --property=KillMode=mixed "$bin/postgres" -D "$dir" -p ${place.port} \
    -c listen_addresses=${place.address} -c archive_mode=off -c shared_buffers=128MB \
    -c synchronous_standby_names= -c log_filename=${place.word}.log -c cluster_name=aside \
    $(recovery_needs) ||
    { drop_aside; return 1; }
  until [ "$(query 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
    systemctl -q is-active $unit || { aside_failed; return 1; }
    sleep 0.2
  done
}
