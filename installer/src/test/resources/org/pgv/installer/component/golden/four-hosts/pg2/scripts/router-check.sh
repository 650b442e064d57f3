# of f9d3f7fd725fe03a92cc49867f16b8b5282019a876ab0822d1c87063222dfc2e
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
