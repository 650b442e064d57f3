# of 4872359f83cbb0b17c06ae3c8ba7b10f026e2b1ce3528795830d44d304555a03
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
