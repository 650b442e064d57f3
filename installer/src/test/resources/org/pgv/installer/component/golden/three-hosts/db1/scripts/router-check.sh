# of eddf87b5d464119e2318d8cc56997f7516a70b277c859c457ba1406c4a490127
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
