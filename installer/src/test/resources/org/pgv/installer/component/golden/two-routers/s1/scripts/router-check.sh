# of 58c7e6f20acf63a629893413ea33139d68b7115cb5e85910400cfc5e1e085f98
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
