# of 7db5e99737fad27726287cbf64ed41e1cc99a5c7057ea9533162b26cb2be3f3c
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
