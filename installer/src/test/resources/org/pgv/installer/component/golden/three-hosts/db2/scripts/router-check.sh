# of 3ae8145053fe095f36af7c1edf60ed812cee83a9e1642a8ce416516746ec5070
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
