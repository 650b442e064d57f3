# of 2e34b31797d990803e6e402ee5ff88dafd1fd681f4d780b15ad6dda0bd69745a
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
