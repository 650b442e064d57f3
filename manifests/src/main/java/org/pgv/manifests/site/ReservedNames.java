package org.pgv.manifests.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.yaml.YamlMapping;

/**
 * The names that mean something to a component: whoever else bore one would be taken for it, in a
 * configuration, in a certificate or by a server. All of them stand here.
 */
final class ReservedNames {

  /** What a name is given to. */
  enum Bearer {
    ROLE,
    DATABASE,
    SCHEMA,
    SLOT,
    CLUSTER,
    SERVICE,
    HOST
  }

  /**
   * Some names, and what they mean.
   *
   * @param names in lower case; one that ends in {@code *} stands for all that begin so
   */
  private record Group(Bearer bearer, String meaning, List<String> names) {
    static Group of(Bearer bearer, String meaning, String... names) {
      return new Group(bearer, meaning, List.of(names));
    }

    boolean holds(String name) {
      return names.stream()
          .anyMatch(
              one ->
                  one.endsWith("*")
                      ? name.startsWith(one.substring(0, one.length() - 1))
                      : name.equals(one));
    }
  }

  private static final List<Group> GROUPS =
      Stream.of(
              Stream.of(
                  Group.of(Bearer.ROLE, "a role of PostgreSQL's own", "postgres", "pg_*"),
                  new Group(Bearer.ROLE, "a role of the system", DatabaseRole.SYSTEM),
                  Group.of(Bearer.ROLE, "kept for roles of the system", "pgv", "pgv_*", "pgv-*"),
                  Group.of(
                      Bearer.ROLE,
                      "a word of SQL",
                      "public",
                      "none",
                      "user",
                      "current_user",
                      "current_role",
                      "session_user"),
                  Group.of(
                      Bearer.ROLE,
                      "what a component is called in its certificates",
                      "root",
                      "etcd",
                      "etcd-*",
                      "haproxy",
                      "minio",
                      "patroni",
                      "patroni-*",
                      "patronictl",
                      "pgbackrest",
                      "pgbackrest-*"),
                  Group.of(
                      Bearer.DATABASE,
                      "a database of the system",
                      "postgres",
                      "template0",
                      "template1",
                      "pgbouncer"),
                  Group.of(
                      Bearer.SCHEMA, "a schema of the system", "pg_*", "information_schema", "pgv"),
                  Group.of(Bearer.SLOT, "kept for PostgreSQL's own slots", "pg_*"),
                  Group.of(Bearer.CLUSTER, "what pgBackRest calls all clusters", "global"),
                  Group.of(
                      Bearer.SERVICE,
                      "what HAProxy calls a part of its own",
                      "witness",
                      "statistics"),
                  Group.of(Bearer.HOST, "every host to itself", "localhost", "ip6-*"),
                  Group.of(Bearer.HOST, "no host", "unknown")),
              Stream.of(Bearer.ROLE, Bearer.DATABASE)
                  .map(
                      bearer ->
                          Group.of(
                              bearer,
                              "a word of pg_hba.conf",
                              "all",
                              "sameuser",
                              "samerole",
                              "samegroup",
                              "replication")))
          .flatMap(groups -> groups)
          .toList();

  private ReservedNames() {}

  /** What a name means already; in capitals it would mean the same to some. */
  static Optional<String> meaning(Bearer bearer, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return GROUPS.stream()
        .filter(group -> group.bearer() == bearer && group.holds(lower))
        .map(Group::meaning)
        .findFirst();
  }

  /** Complains about the {@code name} of something, where it is one of these. */
  static void refuse(YamlMapping map, Bearer bearer, String name) {
    meaning(bearer, name)
        .ifPresent(
            meaning -> map.problem("name", "'" + name + "' is " + meaning, "choose another name"));
  }
}
