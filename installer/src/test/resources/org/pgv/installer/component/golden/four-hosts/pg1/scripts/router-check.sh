# of 428874e0f267cbeeefeaef765afbd4872e26804b468d3e74cfa8b615be6e7c29
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
