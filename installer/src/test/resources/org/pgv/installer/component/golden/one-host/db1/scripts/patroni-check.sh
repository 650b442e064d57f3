# of 0e0b50d67bd0bc316e79965716c458c55866fa67988a4a7c95aaee8c0a67ab04
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/config.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
