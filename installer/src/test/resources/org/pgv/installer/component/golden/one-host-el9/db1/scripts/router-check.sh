# of 2c7a8625772790335c20046d5a0956948c3c3fc84a0603b3d34886b795623cbf
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
