# of 7463855a6934be5f924d16e26e011b795303742401e1e0526b693b2cc1b51394
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
