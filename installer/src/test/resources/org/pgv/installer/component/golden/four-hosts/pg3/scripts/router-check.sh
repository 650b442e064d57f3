# of 45466bf27d7caa2a78b9a6938b3bb67ac892df56f30a4377341c2f3a08f592db
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
