set -eu
psql() {
  runuser --user postgres -- /usr/lib/postgresql/17/bin/psql --no-psqlrc --quiet --no-align --tuples-only \
    --set ON_ERROR_STOP=1 --host /var/run/postgresql --port 5432 "$@"
}
missing=$(psql --dbname postgres --file - <<'END'
SELECT kind || ' ' || name FROM (VALUES ('role', 'pgv_admin'), ('role', 'pgbouncer'), ('database', 'app'), ('role', 'app_owner'), ('role', 'app_ro'), ('password of', 'app_owner'), ('password of', 'app_ro')) AS wanted (kind, name)
WHERE (kind = 'role' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name))
   OR (kind = 'password of'
       AND NOT EXISTS (SELECT FROM pg_authid WHERE rolname = name AND rolpassword IS NOT NULL))
   OR (kind = 'no role' AND EXISTS (SELECT FROM pg_roles WHERE rolname = name))
   OR (kind = 'database' AND NOT EXISTS (SELECT FROM pg_database WHERE datname = name));
END
)
[ -z "$missing" ] || { echo "missing: $missing"; exit 1; }
