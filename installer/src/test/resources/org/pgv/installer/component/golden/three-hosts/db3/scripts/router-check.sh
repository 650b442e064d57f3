# of dfc5639f43bcfe4f68edd70dfbab68fe9a9d028d35328fbd4b49eec2b8f463d1
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
