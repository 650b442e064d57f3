# of a1bfd0beec34a896547b342b7db08302c17396706cd94beecda77c9a90e239ed
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
