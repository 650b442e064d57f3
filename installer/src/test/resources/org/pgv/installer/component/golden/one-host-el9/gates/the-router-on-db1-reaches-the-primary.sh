exec /usr/pgsql-17/bin/pg_isready --host 10.77.0.11 --port 5436
