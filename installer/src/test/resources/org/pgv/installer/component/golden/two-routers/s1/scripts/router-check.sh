# of f9582917e213ee3919c199557485dda3cd0c1d8ec1869afdd3de00f591e50bee
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
