# of 0f7c9d839808487946bf2b9352be2d4dd021a4140569d5bd2759ff0d9b7b2cc5
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
