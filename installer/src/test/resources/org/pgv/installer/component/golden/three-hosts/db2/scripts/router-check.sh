# of ae9068e199fec7166f28b0c9d0254058353515c53d883d686da2eabeefabb1e4
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
