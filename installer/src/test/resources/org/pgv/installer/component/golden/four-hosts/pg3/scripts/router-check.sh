# of b566ec41fcd3d7b10b66bbd5df5ace6d43abd542717930b9f6023875a694077f
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
