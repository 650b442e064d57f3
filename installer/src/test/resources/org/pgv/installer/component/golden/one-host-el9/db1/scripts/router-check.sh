# of 1e1c191588e58443d2067a72e3f6cebb079889b1e3339652d894e66dda2c1023
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
