# of 202daaeb42d298366f5f0d1b02ba63fec9b8030c50dfaf7568fbaaf0ab8d0e75
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
