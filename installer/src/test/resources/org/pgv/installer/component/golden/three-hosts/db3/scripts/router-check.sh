# of caf8606c5fc0ef9302b4993449752bcbf2807530a117cd7aa51a33f0a2f794f1
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
