# of 1c6887965d4caebb1d0400a35e0e45f9b97562e18c695fe59fdcca4976d1f457
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
