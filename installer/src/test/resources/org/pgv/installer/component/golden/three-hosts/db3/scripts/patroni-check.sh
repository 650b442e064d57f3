# of 318af5ad09f03b5de5001dcf5d766b8d363bb95faf37310f27dede48138e1ebc
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/config.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
