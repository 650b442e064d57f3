# of 8caa9089f9c461ca4ea1a744fdebb65f53c1208f5dfbe338448ffef899146dfc
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/patroni.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
