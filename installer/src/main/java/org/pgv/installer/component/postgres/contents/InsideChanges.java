package org.pgv.installer.component.postgres.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.Catalogue.DefaultGrant;
import org.pgv.installer.probe.Catalogue.Grant;
import org.pgv.installer.probe.Catalogue.Inside;
import org.pgv.installer.probe.Catalogue.Kind;
import org.pgv.installer.probe.Catalogue.ObjectCount;
import org.pgv.installer.probe.Catalogue.ObjectGrant;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.Database.Schema;
import org.pgv.manifests.site.DatabaseRole;

/** Brings what is in a database to what is declared: extensions, schemas, and who uses them. */
final class InsideChanges {
  private static final String PUBLIC_SCHEMA = "public";

  private final Database database;
  private final Wanted wanted;
  private final boolean isNew;
  private final Inside found;

  /**
   * @param found empty for a database that is yet to be made
   */
  InsideChanges(Database database, Optional<Inside> found) {
    this.database = database;
    this.wanted = new Wanted(database);
    this.isNew = found.isEmpty();
    this.found = found.orElse(Inside.NOTHING);
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Schema schema : database.schemas()) {
      schema(schema).ifPresent(changes::add);
    }
    for (String extension : database.extensions()) {
      if (!found.extensions().contains(extension)) {
        changes.add(
            change(
                "create extension " + extension + " in " + database.name(),
                // It goes where the search path leads, unless it says itself where it belongs.
                "SET search_path = public;\nCREATE EXTENSION IF NOT EXISTS "
                    + Sql.name(extension)
                    + ";\n"
                    + Sql.NOTHING_OF_OTHERS));
      }
    }
    makers().ifPresent(changes::add);
    for (Schema schema : database.schemas()) {
      for (String role : Wanted.users(schema)) {
        if (!isUserOf(schema, role)) {
          changes.add(use(schema, role));
        }
      }
    }
    return changes;
  }

  private Change change(String title, String sql) {
    return new Change(database.name(), title, sql);
  }

  /** The schema public belongs to whoever owns the database, and PostgreSQL sees to that. */
  private Optional<Change> schema(Schema schema) {
    boolean owned =
        schema.name().equals(PUBLIC_SCHEMA)
            || there(schema.name())
                .map(Catalogue.Schema::owner)
                .equals(Optional.of(schema.owner()));
    if (owned) {
      return Optional.empty();
    }
    String name = Sql.name(schema.name());
    return Optional.of(
        change(
            "make schema %s.%s of %s".formatted(database.name(), schema.name(), schema.owner()),
            "CREATE SCHEMA IF NOT EXISTS %1$s;\nALTER SCHEMA %1$s OWNER TO %2$s;\n"
                .formatted(name, Sql.name(schema.owner()))));
  }

  /** Administrators make objects, and not everybody may do so because nobody has forbidden it. */
  private Optional<Change> makers() {
    boolean hasPublic = isNew || there(PUBLIC_SCHEMA).isPresent();
    StringBuilder sql = new StringBuilder();
    Stream.concat(
            hasPublic ? Stream.of(PUBLIC_SCHEMA) : Stream.empty(),
            database.schemas().stream().map(Schema::name))
        .distinct()
        .flatMap(schema -> missingMakers(schema).stream())
        .forEach(sql::append);
    if (isNew || has(PUBLIC_SCHEMA, Wanted.NOBODYS_IN_PUBLIC)) {
      sql.append("REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n");
    }
    return sql.isEmpty()
        ? Optional.empty()
        : Optional.of(
            change(
                "let pgv_admin, and not everybody, make objects in " + database.name(),
                sql.toString()));
  }

  private List<String> missingMakers(String schema) {
    return wanted.onSchema(schema).stream()
        .filter(grant -> DatabaseRole.GROUPS.contains(grant.grantee()) && !has(schema, grant))
        .map(
            grant ->
                "GRANT %s ON SCHEMA %s TO %s;\n"
                    .formatted(grant.privilege(), Sql.name(schema), Sql.name(grant.grantee())))
        .toList();
  }

  private Optional<Catalogue.Schema> there(String schema) {
    return found.schemas().stream().filter(one -> one.name().equals(schema)).findFirst();
  }

  private boolean has(String schema, Grant grant) {
    return there(schema).stream().anyMatch(one -> one.grants().contains(grant));
  }

  private boolean isUserOf(Schema schema, String role) {
    return has(schema.name(), new Grant(role, "USAGE"))
        && wanted.defaults().stream()
            .filter(one -> isMeant(one, schema, role))
            .allMatch(found.defaults()::contains)
        && List.of(Wanted.TABLES, Wanted.SEQUENCES).stream()
            .allMatch(kind -> hasAll(schema, role, kind));
  }

  private static boolean isMeant(DefaultGrant one, Schema schema, String role) {
    return one.kind().schema().equals(schema.name()) && one.grant().grantee().equals(role);
  }

  /** Whether a role has its privileges on every object of a kind that is there. */
  private boolean hasAll(Schema schema, String role, String objects) {
    Kind kind = new Kind(schema.name(), objects);
    long all =
        found.objects().stream()
            .filter(one -> one.kind().equals(kind))
            .mapToLong(ObjectCount::objects)
            .sum();
    return Wanted.privileges(schema, role, objects).stream()
        .allMatch(
            privilege ->
                found.grants().stream()
                        .filter(one -> one.kind().equals(kind))
                        .filter(one -> one.grant().equals(new Grant(role, privilege)))
                        .mapToLong(ObjectGrant::objects)
                        .sum()
                    == all);
  }

  private Change use(Schema schema, String role) {
    String name = Sql.name(schema.name());
    String grantee = Sql.name(role);
    StringBuilder sql =
        new StringBuilder("GRANT USAGE ON SCHEMA %s TO %s;\n".formatted(name, grantee));
    for (String kind : List.of(Wanted.TABLES, Wanted.SEQUENCES)) {
      String privileges = String.join(", ", Wanted.privileges(schema, role, kind));
      sql.append(
          """
          GRANT %1$s ON ALL %2$s IN SCHEMA %3$s TO %4$s;
          ALTER DEFAULT PRIVILEGES FOR ROLE %5$s IN SCHEMA %3$s GRANT %1$s ON %2$s TO %4$s;
          """
              .formatted(privileges, kind, name, grantee, Sql.name(schema.owner())));
    }
    String does = schema.writers().contains(role) ? "write" : "read";
    return change(
        "let %s %s what is in %s.%s".formatted(role, does, database.name(), schema.name()),
        sql.toString());
  }
}
