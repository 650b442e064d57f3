# of 1085616dadfa90d964bb0378fc52f71296afe9bf47c24c98056ef6fce3e1aa57
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
