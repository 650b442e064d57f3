openssl s_client -connect 10.77.0.14:443 -verify_hostname infra1.demo.internal -CAfile /etc/pgv/pki/root.crt -verify_return_error -brief </dev/null
