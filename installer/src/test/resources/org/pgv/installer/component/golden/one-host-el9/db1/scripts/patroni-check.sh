# of c8e3d686211adaa4492a4fb2ac2084a88c2188bca00a400aae2538df4b3be64e
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/patroni.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
