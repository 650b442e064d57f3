# of 830c59165cdf34b2f56bc45af00bfb7c14f93ec276fc51609c2c72808706ae9e
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
