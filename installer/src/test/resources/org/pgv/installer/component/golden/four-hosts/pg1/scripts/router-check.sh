# of e9aeccccfab92ad91276f9b13d249e8db8b9a4bf3db52bc45b12c8d7b0a6e2dd
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
