# of 0812b63681c75248808643aec347718a51980685fb1cbd6b85e0e0f9f1f7293c
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
