exec setsebool -P haproxy_connect_any on
