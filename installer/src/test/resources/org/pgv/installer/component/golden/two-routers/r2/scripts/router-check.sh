# of d78065b0a7960878c796556627f7208956f5b1011437da9054438610defa7e9c
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
