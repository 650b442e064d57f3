# of 14b05963ae7e437790cbaf29837d0c71594a7223607c1cadc459f0dce0d9e549
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
