package org.pgv.installer.component.postgres.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.Contents;
import org.pgv.manifests.site.Database;

/**
 * Takes away the roles that must not be there. What they own goes to the owner of the database it
 * is in; where that is a superuser nothing is done, because a function of somebody's must not come
 * to run with a superuser's powers.
 */
final class Removals {
  private final Contents wanted;
  private final Catalogue found;

  Removals(Contents wanted, Catalogue found) {
    this.wanted = wanted;
    this.found = found;
  }

  List<Change> changes() {
    boolean known = !found.roles().isEmpty();
    return wanted.removal().roles().stream()
        .filter(role -> !known || found.role(role).isPresent())
        .flatMap(role -> removal(role).stream())
        .toList();
  }

  private List<Change> removal(String role) {
    List<Change> changes = new ArrayList<>();
    changes.add(Change.ofCluster("drop role " + role + ", and keep what it owns", closed(role)));
    for (String database : databases()) {
      changes.add(
          new Change(
              database,
              "give what " + role + " owns in " + database + " to the database's owner",
              handedOver(role)));
    }
    changes.add(
        Change.ofCluster(
            "take the name of " + role + " away", "DROP ROLE IF EXISTS " + Sql.name(role) + ";\n"));
    return changes;
  }

  /** Those that can be connected to. */
  private List<String> databases() {
    Stream<String> there =
        found.databases().stream()
            .filter(database -> database.inside().isPresent())
            .map(Catalogue.Database::name);
    return Stream.concat(
            Stream.of(Change.CLUSTER),
            Stream.concat(there, wanted.databases().stream().map(Database::name)))
        .distinct()
        .toList();
  }

  /** Nobody comes in as it any more, and whoever is in has to leave. */
  private static String closed(String role) {
    return """
    DO $$
    DECLARE
      thing text;
    BEGIN
      SELECT coalesce('database ' || datname, 'tablespace ' || spcname) INTO thing
      FROM pg_roles r
      LEFT JOIN pg_database d ON d.datdba = r.oid LEFT JOIN pg_tablespace t ON t.spcowner = r.oid
      WHERE rolname = %1$s;
      IF thing IS NOT NULL THEN
        RAISE EXCEPTION 'role %% owns %%: give that to another role first', %1$s, thing;
      END IF;
    END $$;
    """
            .formatted(Sql.text(role))
        + Sql.where(Sql.role(role), "ALTER ROLE " + Sql.name(role) + " NOLOGIN")
        + "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = %s;\n"
            .formatted(Sql.text(role));
  }

  private static String handedOver(String role) {
    return """
    DO $$
    DECLARE
      gone oid := (SELECT oid FROM pg_roles WHERE rolname = %1$s);
      heir record;
    BEGIN
      IF gone IS NULL THEN
        RETURN;
      END IF;
      SELECT d.oid AS database, rolname, rolsuper INTO heir
      FROM pg_database d JOIN pg_roles r ON r.oid = datdba WHERE datname = current_database();
      IF EXISTS (SELECT FROM pg_shdepend
                 WHERE refclassid = 'pg_authid'::regclass AND refobjid = gone AND deptype = 'o'
                   AND dbid = heir.database) THEN
        IF heir.rolsuper THEN
          RAISE EXCEPTION 'role %% owns something in database %%, whose owner is a superuser: '
            'give it to another role first', %1$s, current_database();
        END IF;
        EXECUTE format('REASSIGN OWNED BY %%I TO %%I', %1$s, heir.rolname);
      END IF;
      EXECUTE format('DROP OWNED BY %%I', %1$s);
    END $$;
    """
        .formatted(Sql.text(role));
  }
}
