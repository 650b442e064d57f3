# of 5c6725575309283f97390da9e6aa450cb070b5e1e2a92814db73b0c1595f6b4e
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
