export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=https://10.77.0.11:2379,https://10.77.0.12:2379,https://10.77.0.13:2379
export ETCDCTL_CACERT=/etc/pgv/pki/root.crt ETCDCTL_CERT=/etc/pgv/pki/etcd/root.crt ETCDCTL_KEY=/etc/pgv/pki/etcd/root.key
export ETCDCTL_COMMAND_TIMEOUT=30s
set -eu
account() {
  if etcdctl user list | grep -qx "$1"
  then etcdctl user passwd "$1" --interactive=false
  else etcdctl user add "$1" --interactive=false
  fi
}
etcdctl user list | grep -qx root || etcdctl user add root --no-password
etcdctl user grant-role root root
etcdctl role list | grep -qx patroni-main || etcdctl role add patroni-main
etcdctl role grant-permission patroni-main readwrite --prefix=true /service/main/
read -r password
printf '%s\n' "$password" | account patroni-main
etcdctl user grant-role patroni-main patroni-main
etcdctl auth status | grep -q 'Status: true' || etcdctl auth enable
