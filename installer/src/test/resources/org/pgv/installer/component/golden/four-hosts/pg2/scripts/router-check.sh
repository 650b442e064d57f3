# of a4b82bc5ec33e13dce4840e3cea228e90c65c33df9ca057d02e5eb657ec3ed71
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
