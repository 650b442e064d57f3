said=$(printf 'GET /minio/health/ready HTTP/1.0\r\nHost: s1.demo.internal\r\n\r\n' |
  openssl s_client -quiet -connect 10.77.0.11:9000 -verify_hostname s1.demo.internal -CAfile /etc/pgv/pki/root.crt -verify_return_error 2>&1)
case $said in *'HTTP/1.0 200 '*) ;; *) echo "$said" | tail -n 5; exit 1 ;; esac
