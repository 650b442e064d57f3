# of 4d75c84af0046ab85567b693b2c890a756cc4df103be6065dc01099b90ca16c6
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/config.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
