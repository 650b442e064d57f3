# of 1d2d376899ba0a5c3343b5445068dd3606b656c389889ef7f4c22bf6f3b1bbe8
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
