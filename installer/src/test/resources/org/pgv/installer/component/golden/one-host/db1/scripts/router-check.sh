# of 7c96170cb3aaaa79740940a1a05f0ae863369f2f0c8230b190b44fa89e4cb7c0
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
