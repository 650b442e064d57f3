openssl s_client -connect 10.77.0.11:443 -verify_hostname db1.demo.internal -CAfile /etc/pgv/pki/root.crt -verify_return_error -brief </dev/null
