# of 5bc3fc10887a4e36fcfa418f31f06eeba096204ba5db0ed16f99ee37999a1afe
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
