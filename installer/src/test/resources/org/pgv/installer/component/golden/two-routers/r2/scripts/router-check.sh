# of 518cf6852b2c42f6814c0ffe16037b60f60b7d830734e71ebcfc6022a8b75722
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
