# of 853d9c0899bb5da74013f2447c72b8a0de75b9b25a4f0b8a4f79433a65779447
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
