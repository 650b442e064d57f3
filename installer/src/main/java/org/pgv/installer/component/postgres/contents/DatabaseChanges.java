package org.pgv.installer.component.postgres.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.Catalogue.Form;
import org.pgv.installer.probe.Catalogue.Grant;
import org.pgv.manifests.site.Database;

/** Brings one database to what is declared: the database itself, and who gets in. */
final class DatabaseChanges {
  private static final String USUAL_ENCODING = "UTF8";

  private final Database database;
  private final Wanted wanted;
  private final Catalogue found;

  DatabaseChanges(Database database, Catalogue found) {
    this.database = database;
    this.wanted = new Wanted(database);
    this.found = found;
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    Optional<Catalogue.Database> known = found.database(database.name());
    Catalogue.Database there = known.orElseGet(this::fresh);
    if (known.isEmpty()) {
      changes.add(
          Change.ofCluster(
              "create database " + database.name() + " of " + database.owner(),
              creation() + properties()));
    } else if (!there.owner().equals(database.owner())
        || there.form().limit() != database.terms().connectionLimit()) {
      changes.add(
          Change.ofCluster(
              "change database %s: owner %s, connection limit %d"
                  .formatted(database.name(), database.owner(), database.terms().connectionLimit()),
              properties()));
    }
    visitors(there).ifPresent(changes::add);
    changes.addAll(new InsideChanges(database, there.inside()).changes());
    return changes;
  }

  /** What PostgreSQL makes of {@code CREATE DATABASE}. */
  private Catalogue.Database fresh() {
    return new Catalogue.Database(
        database.name(),
        database.owner(),
        new Form(database.terms().encoding(), database.terms().connectionLimit()),
        Wanted.NOBODYS,
        Optional.empty());
  }

  private String creation() {
    String encoding = database.terms().encoding();
    String form =
        encoding.equals(USUAL_ENCODING)
            ? ""
            : " TEMPLATE template0 ENCODING " + Sql.text(encoding) + " LOCALE 'C'";
    return Sql.unless(
        "SELECT FROM pg_database WHERE datname = " + Sql.text(database.name()),
        "CREATE DATABASE %s OWNER %s%s"
            .formatted(Sql.name(database.name()), Sql.name(database.owner()), form));
  }

  private String properties() {
    return "ALTER DATABASE %1$s OWNER TO %2$s;\nALTER DATABASE %1$s CONNECTION LIMIT %3$d;\n"
        .formatted(
            Sql.name(database.name()),
            Sql.name(database.owner()),
            database.terms().connectionLimit());
  }

  private Optional<Change> visitors(Catalogue.Database there) {
    List<Grant> missing =
        wanted.onDatabase().stream().filter(grant -> !there.grants().contains(grant)).toList();
    List<Grant> tooMuch = Wanted.NOBODYS.stream().filter(there.grants()::contains).toList();
    if (missing.isEmpty() && tooMuch.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder sql = new StringBuilder();
    String on = " ON DATABASE " + Sql.name(database.name());
    for (Grant grant : missing) {
      sql.append("GRANT %s%s TO %s;\n".formatted(grant.privilege(), on, Sql.name(grant.grantee())));
    }
    for (Grant grant : tooMuch) {
      sql.append(
          "REVOKE %s%s FROM %s;\n".formatted(grant.privilege(), on, Sql.name(grant.grantee())));
    }
    return Optional.of(
        Change.ofCluster(
            "let only its owner and %s into %s"
                .formatted(String.join(", ", database.visitors()), database.name()),
            sql.toString()));
  }
}
