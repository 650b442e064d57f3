# of 3801c5fd1b64af0837f3dd3bf038d89456e80260b9161596a7d8e220ce5d1761
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
