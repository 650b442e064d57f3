# of 5f79686e6773c7f28ac2af128a70d87269aa81ce5bb1c33255166976f33a2240
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
