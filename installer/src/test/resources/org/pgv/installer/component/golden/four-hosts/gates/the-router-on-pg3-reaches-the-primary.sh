exec /usr/lib/postgresql/17/bin/pg_isready --host 10.77.0.13 --port 5436
