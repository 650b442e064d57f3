# of b8edcaa745ad16fc8198295165113df131f7cad935653bf436eef8fccdb20aa1
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
