package org.pgv.installer.component.postgres.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.Catalogue.DefaultGrant;
import org.pgv.installer.probe.Catalogue.Grant;
import org.pgv.installer.probe.Catalogue.Kind;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.Database.Schema;

/** The privileges that a database's declaration comes to. */
record Wanted(Database database) {
  static final String TABLES = "TABLES";
  static final String SEQUENCES = "SEQUENCES";
  private static final String CONNECT = "CONNECT";
  private static final String TEMPORARY = "TEMPORARY";
  private static final String USAGE = "USAGE";
  private static final String CREATE = "CREATE";
  private static final String READ = "SELECT";
  private static final String ADMIN = "pgv_admin";

  /** Objects of one session, in a database where nobody makes any. */
  static final Grant NOBODYS_TEMPORARY = new Grant(Catalogue.PUBLIC, TEMPORARY);

  /** What everybody has on a new database, and nobody shall have. */
  static final List<Grant> NOBODYS =
      List.of(new Grant(Catalogue.PUBLIC, CONNECT), NOBODYS_TEMPORARY);

  /** What everybody had on the schema public of a new database until PostgreSQL 15. */
  static final Grant NOBODYS_IN_PUBLIC = new Grant(Catalogue.PUBLIC, CREATE);

  /** On the database itself. */
  List<Grant> onDatabase() {
    Stream<String> makesTemporary =
        Stream.concat(
            Stream.of("pgv_readwrite"),
            database.schemas().stream().flatMap(schema -> schema.writers().stream()));
    return Stream.of(
            database.visitors().stream().map(role -> new Grant(role, CONNECT)),
            makesTemporary.map(role -> new Grant(role, TEMPORARY)),
            Stream.of(new Grant(ADMIN, CREATE)))
        .flatMap(grants -> grants)
        .filter(grant -> !grant.grantee().equals(database.owner()))
        .distinct()
        .toList();
  }

  /** The declaration of a schema, where there is one. */
  Optional<Schema> schema(String name) {
    return database.schemas().stream().filter(schema -> schema.name().equals(name)).findFirst();
  }

  /** On a schema. */
  List<Grant> onSchema(String name) {
    List<Grant> grants = new ArrayList<>();
    if (name.equals("public")) {
      grants.add(new Grant(Catalogue.PUBLIC, USAGE));
    }
    if (name.equals("public") || schema(name).isPresent()) {
      grants.add(new Grant(ADMIN, USAGE));
      grants.add(new Grant(ADMIN, CREATE));
    }
    schema(name).stream()
        .flatMap(schema -> users(schema).stream())
        .forEach(role -> grants.add(new Grant(role, USAGE)));
    return grants.stream().distinct().toList();
  }

  /** Those who may use what is in a schema, beside its owner. */
  static List<String> users(Schema schema) {
    return Stream.concat(schema.readers().stream(), schema.writers().stream())
        .distinct()
        .filter(role -> !role.equals(schema.owner()))
        .toList();
  }

  /** What a user of a schema may do with objects of a kind. */
  static List<String> privileges(Schema schema, String role, String kind) {
    boolean writes = schema.writers().contains(role);
    return switch (kind) {
      case TABLES -> writes ? List.of(READ, "INSERT", "UPDATE", "DELETE") : List.of(READ);
      case SEQUENCES -> writes ? List.of(READ, USAGE) : List.of(READ);
      default -> List.of();
    };
  }

  /** On objects of a kind that are in a schema. */
  List<Grant> onObjects(Kind kind) {
    return schema(kind.schema()).stream()
        .flatMap(
            schema ->
                users(schema).stream()
                    .flatMap(
                        role ->
                            privileges(schema, role, kind.objects()).stream()
                                .map(privilege -> new Grant(role, privilege))))
        .toList();
  }

  /** On objects that the owners of schemas will make. */
  List<DefaultGrant> defaults() {
    return database.schemas().stream()
        .flatMap(
            schema ->
                Stream.of(TABLES, SEQUENCES)
                    .map(objects -> new Kind(schema.name(), objects))
                    .flatMap(
                        kind ->
                            onObjects(kind).stream()
                                .map(grant -> new DefaultGrant(schema.owner(), kind, grant))))
        .toList();
  }
}
