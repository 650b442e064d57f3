# of de9c57a14adea2e712c8f37c731ddb77cf6d4e9b23af67b0ca397276f9345cb4
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
