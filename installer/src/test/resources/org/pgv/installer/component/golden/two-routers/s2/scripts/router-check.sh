# of 2a4fa321d2e88130a90bb194c7b7f074d6ed6d802a54814805df11c28cf37660
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
