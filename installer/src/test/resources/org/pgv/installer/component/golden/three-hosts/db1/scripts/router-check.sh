# of d71dce39934dc773192a9eab82ef4f568b55b25c5897f58f7b47965446886d84
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
