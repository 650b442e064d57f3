package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the databases and roles of a cluster. */
final class ContentsReader {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,62}");
  private static final Set<String> OUR_ROLES =
      Set.of("postgres", "replicator", "rewind", "pgbouncer", "public", "none");
  private static final Set<String> OUR_DATABASES = Set.of("postgres", "template0", "template1");

  /** A role and where it stands, until all names are known. */
  private record Written(YamlMapping map, String name, boolean login) {}

  private final Set<String> roleNames = new TreeSet<>();
  private final Set<String> databaseNames = new TreeSet<>();

  Cluster.Contents read(YamlMapping map) {
    List<Written> written = map.mappings("roles", this::written);
    roleNames.addAll(DatabaseRole.GROUPS);
    List<DatabaseRole> roles = new ArrayList<>();
    for (Written role : written) {
      List<String> memberOf = role.map().known("memberOf", "role", roleNames);
      if (memberOf.contains(role.name())) {
        role.map().problem("memberOf", role.name() + " cannot be a member of itself", "");
      }
      roles.add(new DatabaseRole(role.name(), memberOf, role.login()));
    }
    return new Cluster.Contents(map.mappings("databases", this::database), roles);
  }

  private Written written(YamlMapping map) {
    String name = map.required("name", ContentsReader::identifier, "");
    if (OUR_ROLES.contains(name) || name.startsWith("pg_") || name.startsWith("pgv_")) {
      map.problem("name", "'" + name + "' is a role of the system", "choose another name");
    }
    if (!name.isEmpty() && !roleNames.add(name)) {
      map.problem("name", "two roles are called " + name, "");
    }
    map.has("memberOf");
    return new Written(map, name, map.flag("login", true));
  }

  private Database database(YamlMapping map) {
    String name = map.required("name", ContentsReader::identifier, "");
    if (OUR_DATABASES.contains(name)) {
      map.problem("name", "'" + name + "' is a database of the system", "choose another name");
    }
    if (!name.isEmpty() && !databaseNames.add(name)) {
      map.problem("name", "two databases are called " + name, "");
    }
    String owner = map.text("owner");
    if (!owner.isEmpty() && !roleNames.contains(owner)) {
      map.unknown("owner", "role", owner, roleNames);
    }
    return new Database(name, owner, map.values("extensions", ContentsReader::identifier));
  }

  private static String identifier(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a name: '" + text + "' (lower-case letters, digits, _ and -; at most 63)");
    }
    return text;
  }
}
