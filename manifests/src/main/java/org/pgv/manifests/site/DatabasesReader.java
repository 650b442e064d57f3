package org.pgv.manifests.site;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the databases of a cluster whose roles are known. */
final class DatabasesReader {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,62}");
  private static final Pattern ENCODING = Pattern.compile("[A-Z][A-Z0-9_]{1,15}");
  private static final String USUAL_ENCODING = "UTF8";

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");
  private static final String USUAL_PLUGIN = "pgoutput";

  private final Set<String> roles;
  private final Set<String> members;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> slots = new TreeSet<>();

  /**
   * @param roles the names of roles that may be referred to
   * @param hosts any of which may be a member, with a slot that Patroni calls by its name
   */
  DatabasesReader(Set<String> roles, List<HostName> hosts) {
    this.roles = roles;
    this.members =
        hosts.stream()
            .map(host -> host.text().replace('-', '_').replace('.', '_'))
            .collect(Collectors.toUnmodifiableSet());
  }

  List<Database> read(YamlMapping map) {
    return map.mappings("databases", this::database);
  }

  /** The names of those that were read. */
  Set<String> names() {
    return names;
  }

  private Database database(YamlMapping map) {
    String name = map.required("name", DatabasesReader::identifier, "");
    ReservedNames.refuse(map, ReservedNames.Bearer.DATABASE, name);
    if (!name.isEmpty() && !names.add(name)) {
      map.problem("name", "two databases are called " + name, "");
    }
    String owner = role(map, map.text("owner"));
    Set<String> schemas = new TreeSet<>();
    return new Database(
        name,
        owner,
        map.values("extensions", DatabasesReader::identifier),
        map.mappings("schemas", schema -> schema(schema, owner, schemas)),
        map.mappings("slots", this::slot),
        new Database.Terms(
            map.value("encoding", DatabasesReader::encoding).orElse(USUAL_ENCODING),
            RolesReader.connectionLimit(map),
            map.known("connect", "role", roles)));
  }

  private Database.Schema schema(YamlMapping map, String owner, Set<String> taken) {
    String name = map.required("name", DatabasesReader::identifier, "");
    ReservedNames.refuse(map, ReservedNames.Bearer.SCHEMA, name);
    if (!name.isEmpty() && !taken.add(name)) {
      map.problem("name", "two schemas are called " + name, "");
    }
    return new Database.Schema(
        name,
        map.has("owner") ? role(map, map.text("owner")) : owner,
        map.known("readers", "role", roles),
        map.known("writers", "role", roles));
  }

  /** Slots of all databases of a cluster stand in one list. */
  private Database.Slot slot(YamlMapping map) {
    String name = map.required("name", DatabasesReader::slot, "");
    ReservedNames.refuse(map, ReservedNames.Bearer.SLOT, name);
    if (!name.isEmpty() && !slots.add(name)) {
      map.problem("name", "two slots are called " + name, "");
    }
    if (members.contains(name)) {
      map.problem("name", "Patroni calls the slot of a host " + name, "choose another name");
    }
    return new Database.Slot(
        name, map.value("plugin", DatabasesReader::identifier).orElse(USUAL_PLUGIN));
  }

  private static String slot(String text) {
    if (!SLOT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a slot's name: '" + text + "' (lower-case letters, digits and _; at most 63)");
    }
    return text;
  }

  private String role(YamlMapping map, String owner) {
    if (!owner.isEmpty() && !roles.contains(owner)) {
      map.unknown("owner", "role", owner, roles);
    }
    return owner;
  }

  private static String encoding(String text) {
    if (!ENCODING.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not an encoding: '" + text + "' (as PostgreSQL spells them, such as UTF8 or LATIN1)");
    }
    return text;
  }

  /** A name of a database, schema or extension. */
  static String identifier(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a name: '" + text + "' (lower-case letters, digits, _ and -; at most 63)");
    }
    return text;
  }
}
