# of b750a2101af92600a0ceb243679d1a6809f45a81e2a153052f581fe7af347c8e
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/patroni.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
