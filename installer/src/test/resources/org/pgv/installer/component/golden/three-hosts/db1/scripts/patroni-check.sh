# of c20629018d18222ed901fc0ecd628ab0bb8d3728c67034bab561297cbd434a17
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/config.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
