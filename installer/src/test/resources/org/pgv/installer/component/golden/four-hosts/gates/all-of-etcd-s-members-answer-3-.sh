export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=https://10.77.0.11:2379,https://10.77.0.12:2379,https://10.77.0.13:2379
export ETCDCTL_CACERT=/etc/pgv/pki/root.crt ETCDCTL_CERT=/etc/pgv/pki/etcd/root.crt ETCDCTL_KEY=/etc/pgv/pki/etcd/root.key
said=$(etcdctl endpoint health 2>&1) && exit 0
echo "$said"
! echo "$said" | grep 'is unhealthy' | grep -qv 'NOSPACE'
