# of 43c9e9a32d60953feee8198ea54049f28987c21b9e55c8a84080728a728908b0
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
