# of 0808f8801fb8a6ae2c3e80390f81b3f77b49f535096c410bf731b92f84455850
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/config.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
