id postgres >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/pgsql postgres
