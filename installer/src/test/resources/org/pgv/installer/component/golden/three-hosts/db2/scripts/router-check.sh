# of 169a3a3378797795ebd7d0c4222ae78f055adcdfc6a16c20c37da79a9675fa42
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
