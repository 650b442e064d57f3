# of 2b4c011fac376ebe3ed4aefda67acfbcfb5d54d978cee13869373206ab28e5a1
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
