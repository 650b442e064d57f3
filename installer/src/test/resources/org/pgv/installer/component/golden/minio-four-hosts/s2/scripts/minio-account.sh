# of de02d338916fe46a63e62730f36259bf27ae023326bc7109caa86b5db4ebfc3d
exec systemd-sysusers /etc/sysusers.d/pgv-minio.conf
