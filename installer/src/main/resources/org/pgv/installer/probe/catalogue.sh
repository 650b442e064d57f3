# What the server of this host runs with; and what is in the cluster that it leads: roles,
# databases, and who may do what.
section catalogue
psql=
for program in /usr/lib/postgresql/*/bin/psql /usr/pgsql-*/bin/psql /usr/bin/psql; do
  [ -n "$psql" ] || [ ! -x "$program" ] || psql=$program
done
# Whoever owns a database makes functions and operators in its schema public: none of them may be found
# by a superuser's question, which matches some operators of the catalogue only by a cast.
ask() {
  timeout 20 runuser --user postgres -- env PGCONNECT_TIMEOUT=5 \
    PGOPTIONS='-c statement_timeout=10s -c log_min_duration_statement=-1 -c search_path=pg_catalog' \
    "$psql" --no-psqlrc --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 \
    --host "${1%/*}" --port "${1##*.}" --dbname postgres --file - 2>/dev/null
}
# What ended a recovery (restore --to) stays pending for as long as that server runs, and changes nothing.
whole() {
  cat <<'END'
SELECT jsonb_build_object(
  'server', current_setting('cluster_name'), 'leads', NOT pg_is_in_recovery(),
  'settings', jsonb_object_agg(name, setting) FILTER (WHERE context = 'postmaster'),
  'pending', coalesce(jsonb_agg(name)
    FILTER (WHERE pending_restart AND name !~ '^recovery_target'), '[]'),
  -- What a restore is told stands in the same file.
  'altered', (SELECT coalesce(jsonb_object_agg(f.name, f.setting), '{}') FROM pg_file_settings f
    WHERE f.sourcefile ~ '/postgresql\.auto\.conf$'
      AND f.name !~ '^(primary_|recovery_|restore_command$|archive_cleanup_command$)'),
  'access', encode(pg_read_binary_file(current_setting('hba_file'), 0, 1000000, true), 'base64'),
  'shared', encode(pg_read_binary_file('patroni.dynamic.json', 0, 1000000, true), 'base64'))
FROM pg_settings;
SELECT json_build_object(
  'cluster', current_setting('cluster_name'),
  'marker', coalesce(obj_description(to_regnamespace('pgv'), 'pg_namespace'), ''),
  'roles', (SELECT json_agg(json_build_object(
      'name', rolname, 'login', rolcanlogin, 'limit', rolconnlimit,
      'password', rolpassword IS NOT NULL,
      'salt', substring(rolpassword FROM '^SCRAM-SHA-256\$\d+:([^$]*)\$'),
      'until', CASE WHEN isfinite(rolvaliduntil)
        THEN to_char(rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END,
      'powers', array_remove(ARRAY[
        CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
        CASE WHEN rolcreatedb THEN 'CREATEDB' END,
        CASE WHEN rolreplication THEN 'REPLICATION' END,
        CASE WHEN rolbypassrls THEN 'BYPASSRLS' END], NULL)) ORDER BY rolname)
    FROM pg_authid WHERE rolname !~ '^pg_'),
  'memberships', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_array(m.rolname, g.rolname)), '[]')
    FROM pg_auth_members JOIN pg_roles m ON m.oid = member JOIN pg_roles g ON g.oid = roleid
    WHERE m.rolname !~ '^pg_'),
  'settings', (SELECT coalesce(jsonb_agg(jsonb_build_array(coalesce(rolname, ''), coalesce(datname, ''), item)
      ORDER BY rolname, datname, item), '[]')
    FROM pg_db_role_setting LEFT JOIN pg_roles r ON r.oid = setrole LEFT JOIN pg_database d ON d.oid = setdatabase,
      unnest(setconfig) item),
  'slots', (SELECT coalesce(jsonb_agg(jsonb_build_array(slot_name, database) ORDER BY slot_name), '[]')
    FROM pg_replication_slots WHERE slot_type = 'logical' AND NOT temporary),
  'databases', (SELECT json_agg(json_build_object(
      'name', datname, 'owner', pg_get_userbyid(datdba), 'limit', datconnlimit,
      'encoding', pg_encoding_to_char(encoding),
      'grants', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_array(
          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege_type)), '[]')
        FROM aclexplode(coalesce(datacl, acldefault('d', datdba))))) ORDER BY datname)
    FROM pg_database WHERE NOT datistemplate))
WHERE NOT pg_is_in_recovery();
SELECT '\connect "' || replace(datname, '"', '""') || '"' FROM pg_database
WHERE datallowconn AND NOT datistemplate AND datname !~ '[[:cntrl:]]' AND NOT pg_is_in_recovery();
END
}
inside() {
  cat <<'END'
WITH objects AS (
  SELECT n.nspname AS schema, CASE relkind WHEN 'S' THEN 'SEQUENCES' ELSE 'TABLES' END AS kind,
    relowner AS owner,
    coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)) AS acl
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND nspname !~ '^pg_'
    AND nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_depend
      WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
), granted AS (
  SELECT schema, kind, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END AS grantee,
    privilege_type AS privilege, grantee = owner AS own, count(*) AS objects
  FROM objects, aclexplode(acl) GROUP BY 1, 2, 3, 4, 5
)
SELECT json_build_object(
  'database', current_database(),
  'extensions', (SELECT json_agg(extname ORDER BY extname) FROM pg_extension),
  'schemas', (SELECT json_agg(json_build_object(
      'name', nspname, 'owner', pg_get_userbyid(nspowner),
      'grants', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_array(
          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege_type)), '[]')
        FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner))))) ORDER BY nspname)
    FROM pg_namespace n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend
        WHERE classid = 'pg_namespace'::regclass AND objid = n.oid AND deptype = 'e')),
  'defaults', (SELECT coalesce(json_agg(json_build_object(
      'owner', pg_get_userbyid(defaclrole), 'schema', coalesce(nspname, ''),
      'kind', CASE defaclobjtype WHEN 'S' THEN 'SEQUENCES' WHEN 'r' THEN 'TABLES'
        WHEN 'f' THEN 'ROUTINES' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END,
      'grantee', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
      'privilege', privilege_type)), '[]')
    FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace, aclexplode(defaclacl)
    WHERE grantee <> defaclrole),
  'grants', (SELECT coalesce(json_agg(json_build_object('schema', schema, 'kind', kind,
      'grantee', grantee, 'privilege', privilege, 'own', own, 'objects', objects)
      ORDER BY schema, kind, grantee, privilege), '[]') FROM granted),
  'objects', (SELECT coalesce(json_agg(json_build_object('schema', schema, 'kind', kind,
      'objects', n) ORDER BY schema, kind), '[]')
    FROM (SELECT schema, kind, count(*) AS n FROM objects GROUP BY 1, 2) counted));
END
}
# Only where this host's record says that a server of ours runs here.
if [ -n "$psql" ] && grep -qs "^unit${tab}patroni.service" $record/managed; then
  for socket in /run/postgresql/.s.PGSQL.*[0-9]; do
    [ -S "$socket" ] || continue
    whole=$(whole | ask "$socket") && [ -n "$whole" ] || continue
    printf '%s\n' "$whole" | head -n 2
    [ "$(printf '%s\n' "$whole" | wc -l)" -gt 1 ] || continue
    printf '%s\n' "$whole" | tail -n +3 | while IFS= read -r connect; do
      printf '%s\n' "$connect"
      inside
    done | ask "$socket"
  done
fi
