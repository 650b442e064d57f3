# of 822d6f303c56601e6393c8b1f1b8e6f7f8a7fa079eee7dfeb43a4df7a7b17ff7
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
