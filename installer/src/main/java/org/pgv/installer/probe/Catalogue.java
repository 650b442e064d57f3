package org.pgv.installer.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in a cluster, as its primary tells it: roles, databases, and who may do what.
 *
 * @param cluster the name it goes by
 * @param marker what we left there to know the form of our own roles and functions by
 */
public record Catalogue(
    String cluster,
    String marker,
    List<Role> roles,
    List<Membership> memberships,
    List<Database> databases,
    List<Setting> settings,
    List<Slot> slots) {

  /** Who a privilege belongs to when it belongs to everybody. */
  public static final String PUBLIC = "PUBLIC";

  public Catalogue {
    roles = List.copyOf(roles);
    memberships = List.copyOf(memberships);
    databases = List.copyOf(databases);
    settings = List.copyOf(settings);
    slots = List.copyOf(slots);
  }

  /** A cluster of which nothing is known, or that has only just been made. */
  public static Catalogue empty(String cluster) {
    return new Catalogue(cluster, "", List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * A role.
   *
   * @param powers attributes that no declaration gives, such as {@code SUPERUSER}
   */
  public record Role(String name, boolean login, List<String> powers, Terms terms) {
    public Role {
      powers = List.copyOf(powers);
    }
  }

  /**
   * How a role may connect.
   *
   * @param limit of its connections; -1 for none
   * @param password empty where it has none
   */
  public record Terms(int limit, Optional<Instant> until, Optional<Password> password) {}

  /**
   * What is known of a password.
   *
   * @param salt in base64, as it stands in the verifier; empty where that is of another form than
   *     SCRAM's
   */
  public record Password(String salt) {}

  /**
   * What {@code ALTER ROLE} or {@code ALTER DATABASE} … {@code SET}.
   *
   * @param role empty for every one
   * @param database empty for every one
   * @param text the parameter, an equals sign and its value
   */
  public record Setting(String role, String database, String text) {}

  /** A logical replication slot. */
  public record Slot(String name, String database) {}

  /** That one role is a member of another. */
  public record Membership(String role, String group) {}

  /** A privilege on something that is known from where this stands. */
  public record Grant(String grantee, String privilege) {}

  /**
   * A database.
   *
   * @param inside empty where nobody can connect to it
   */
  public record Database(
      String name, String owner, Form form, List<Grant> grants, Optional<Inside> inside) {
    public Database {
      grants = List.copyOf(grants);
    }
  }

  /** A database's encoding, and how many connections it takes; -1 for any number. */
  public record Form(String encoding, int limit) {}

  /** What is in a database. */
  public record Inside(
      List<String> extensions,
      List<Schema> schemas,
      List<DefaultGrant> defaults,
      List<ObjectGrant> grants,
      List<ObjectCount> objects) {
    public Inside {
      extensions = List.copyOf(extensions);
      schemas = List.copyOf(schemas);
      defaults = List.copyOf(defaults);
      grants = List.copyOf(grants);
      objects = List.copyOf(objects);
    }

    public static final Inside NOTHING =
        new Inside(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** A schema that no extension has brought. */
  public record Schema(String name, String owner, List<Grant> grants) {
    public Schema {
      grants = List.copyOf(grants);
    }
  }

  /** Objects of one kind in one schema: {@code TABLES}, {@code SEQUENCES}. */
  public record Kind(String schema, String objects) {}

  /** What somebody gets on objects that another role will make. */
  public record DefaultGrant(String owner, Kind kind, Grant grant) {}

  /**
   * What somebody has on objects that are there.
   *
   * @param own whether these are the objects of the one who has it
   */
  public record ObjectGrant(Kind kind, Grant grant, boolean own, long objects) {}

  /** How many objects of a kind there are. */
  public record ObjectCount(Kind kind, long objects) {}

  public Optional<Role> role(String name) {
    return roles.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  public Optional<Database> database(String name) {
    return databases.stream().filter(database -> database.name().equals(name)).findFirst();
  }
}
