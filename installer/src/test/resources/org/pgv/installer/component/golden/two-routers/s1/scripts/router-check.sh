# of 1830b0ab090504f86c3c7bdf259bb70ab669a81555ea6c9e4de67b9aa1ab67b6
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
