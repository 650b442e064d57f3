# of 4bab8ff610439ea5836a5167e96929c69397219a51bfca6d88a23a484037db78
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
