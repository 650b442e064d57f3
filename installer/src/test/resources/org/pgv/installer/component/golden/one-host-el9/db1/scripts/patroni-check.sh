# of d8f95bab87813bccd7a2aa4ae85bf507828ec9a26246bc2ec2fb63123d51a6fd
said=$(runuser --user postgres -- patroni --validate-config --ignore-listen-port /etc/patroni/patroni.yml 2>&1) && exit 0
said=$(echo "$said" | grep -vxF 'bootstrap.dcs.synchronous_mode quorum is not a boolean')
[ -z "$said" ] || { echo "$said"; exit 1; }
