# of fe15c710bf384e66175b543c2af7f04f385147e7cbf7ee5c55ce15506fcd07c4
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
