# of 8957aaf6d333f300ae5bd87791dc7bf63028e4ffcb001ddd112f46d7539515bf
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
