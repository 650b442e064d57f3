# of f8499c114b69ca30f0ea201f96a5652ef0a7b4d80d3e3fc8408bf272b28fab6b
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
