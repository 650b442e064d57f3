# of 62ed77832c4cc1e54923be19b7dbf9474a5b3f80e02c28f21a7c57e67a7ecea7
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
