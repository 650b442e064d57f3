# of 6d0f48f8fdb5eb4769b2984f727e884cf7a980c6d375da8d60e3be69df5e744a
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
