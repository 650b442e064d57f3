# of 593c7579756d3280be42e6cafbfe4c46d21d469f63b5df445b2f9186052e1f9f
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
