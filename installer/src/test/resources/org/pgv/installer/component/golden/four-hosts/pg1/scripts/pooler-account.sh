getent passwd pgbouncer >/dev/null ||
  exec useradd --system --user-group --no-create-home --home-dir /nonexistent \
    --shell /usr/sbin/nologin pgbouncer
