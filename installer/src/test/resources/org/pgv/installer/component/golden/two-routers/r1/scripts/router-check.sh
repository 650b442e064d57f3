# of 8f949e0e0767bb7f931b6ac37149e033349ca5dbb65d644f0fbcb1be9111c54e
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
