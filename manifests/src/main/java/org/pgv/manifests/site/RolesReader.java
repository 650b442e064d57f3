package org.pgv.manifests.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the roles of a cluster: those that must be there, and those that must not. */
final class RolesReader {
  /** Names that people and directories have, such as {@code first.last} and {@code svc@CORP}. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]{0,62}");

  private static final int MOST_CONNECTIONS = 262_143;

  /** Whether a role is wanted. */
  private enum State {
    PRESENT,
    ABSENT
  }

  /** A role and where it stands, until all names are known. */
  private record Written(YamlMapping map, String name, boolean login, DatabaseRole.Terms terms) {}

  private final Set<String> known = new TreeSet<>(DatabaseRole.GROUPS);
  private final List<String> absent = new ArrayList<>();
  private final List<DatabaseRole> roles = new ArrayList<>();

  /** Reads the cluster's {@code roles}; what was found is asked of this reader afterwards. */
  void read(YamlMapping map) {
    List<Written> present =
        map.mappings("roles", this::written).stream().flatMap(Optional::stream).toList();
    for (Written role : present) {
      List<String> memberOf = role.map().known("memberOf", "role", known);
      if (memberOf.contains(role.name())) {
        role.map().problem("memberOf", role.name() + " cannot be a member of itself", "");
      }
      roles.add(new DatabaseRole(role.name(), memberOf, role.login(), role.terms()));
    }
  }

  /** The names that others may refer to: the roles that must be there, and the built-in groups. */
  Set<String> known() {
    return known;
  }

  List<DatabaseRole> roles() {
    return roles;
  }

  List<String> absent() {
    return absent;
  }

  private Optional<Written> written(YamlMapping map) {
    String name = map.required("name", RolesReader::name, "");
    ReservedNames.refuse(map, ReservedNames.Bearer.ROLE, name);
    if (!name.isEmpty() && (absent.contains(name) || !known.add(name))) {
      map.problem("name", "two roles are called " + name, "");
    }
    if (map.choice("state", State.class, State.PRESENT) == State.ABSENT) {
      known.remove(name);
      absent.add(name);
      return Optional.empty();
    }
    map.has("memberOf");
    return Optional.of(new Written(map, name, map.flag("login", true), terms(map)));
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a role's name: '" + text + "' (letters, digits, _ . @ and -; at most 63)");
    }
    return text;
  }

  private static DatabaseRole.Terms terms(YamlMapping map) {
    return new DatabaseRole.Terms(
        map.choice("auth", Authentication.class, Authentication.PASSWORD),
        map.value("until", RolesReader::until),
        connectionLimit(map));
  }

  /** {@code connectionLimit}, and PostgreSQL's word for none where it is not written. */
  static int connectionLimit(YamlMapping map) {
    return map.has("connectionLimit")
        ? map.number("connectionLimit", DatabaseRole.UNLIMITED, 0, MOST_CONNECTIONS)
        : DatabaseRole.UNLIMITED;
  }

  /** A day counts to its end. */
  private static Instant until(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(
          "not a day or a time: '" + text + "' (such as 2027-12-31 or 2027-12-31T18:00:00Z)");
    }
  }
}
