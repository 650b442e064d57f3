# of 8118116499592682754a8f6e4642dcc692821137b75c61d0a2ff36709a7ebb78
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/patroni.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
