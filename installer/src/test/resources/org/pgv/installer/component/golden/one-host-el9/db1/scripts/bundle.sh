# 1e6ed65d77d6364eeaed5a745ba5c4985ae2b700dd85d7cf7f027bdf294a33fc
printf '%s\n' pgv-el9-2026.11.20 >/var/lib/pgv/bundle.new
exec mv -f /var/lib/pgv/bundle.new /var/lib/pgv/bundle
