# of 4958eb1a5735bc3ee9b6c7ba5d43a3df664aade968fdd62d803e1b494b435eed
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
