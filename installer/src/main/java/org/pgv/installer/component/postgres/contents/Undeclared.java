package org.pgv.installer.component.postgres.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.Catalogue.DefaultGrant;
import org.pgv.installer.probe.Catalogue.Grant;
import org.pgv.installer.probe.Catalogue.Inside;
import org.pgv.installer.probe.Catalogue.Membership;
import org.pgv.installer.probe.Catalogue.ObjectGrant;
import org.pgv.manifests.site.Contents;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.DatabaseRole;

/** Finds what is in a cluster and nobody has declared. */
final class Undeclared {
  private final Contents wanted;
  private final Catalogue found;
  private final String superuser;
  private final List<Surplus> all = new ArrayList<>();

  /**
   * Something that nobody declared.
   *
   * @param revocation what takes it away; empty for what is never taken away unasked
   */
  record Surplus(String what, Optional<Change> revocation) {}

  private Undeclared(Contents wanted, Catalogue found, String superuser) {
    this.wanted = wanted;
    this.found = found;
    this.superuser = superuser;
  }

  static List<Surplus> of(Contents wanted, Catalogue found, String superuser) {
    Undeclared undeclared = new Undeclared(wanted, found, superuser);
    undeclared.roles();
    undeclared.databases();
    undeclared.settings();
    undeclared.slots();
    return List.copyOf(undeclared.all);
  }

  private void roles() {
    for (Catalogue.Role role : found.roles()) {
      if (isOurs(role.name()) || wanted.removal().roles().contains(role.name())) {
        continue;
      }
      Optional<DatabaseRole> declared = wanted.role(role.name());
      if (declared.isEmpty()) {
        note("role " + role.name() + (role.login() ? ", which may log in" : "") + powers(role));
      } else if (!role.powers().isEmpty()) {
        surplus(
            "role " + role.name() + " has" + powers(role).substring(1),
            Change.ofCluster(
                "take" + powers(role).substring(1) + " from " + role.name(),
                "ALTER ROLE %s %s;\n"
                    .formatted(
                        Sql.name(role.name()),
                        role.powers().stream()
                            .map(power -> "NO" + power)
                            .collect(Collectors.joining(" ")))));
      }
      groups(role.name()).forEach(group -> membership(role.name(), group, declared));
    }
  }

  private static String powers(Catalogue.Role role) {
    return role.powers().isEmpty() ? "" : ", " + String.join(" ", role.powers());
  }

  private boolean isOurs(String role) {
    return role.equals(superuser)
        || DatabaseRole.SYSTEM.contains(role)
        || DatabaseRole.GROUPS.contains(role);
  }

  private List<String> groups(String role) {
    return found.memberships().stream()
        .filter(one -> one.role().equals(role))
        .map(Membership::group)
        .toList();
  }

  private void membership(String role, String group, Optional<DatabaseRole> declared) {
    if (declared.stream().anyMatch(one -> one.memberOf().contains(group))) {
      return;
    }
    surplus(
        role + " is a member of " + group,
        Change.ofCluster(
            "take " + role + " out of " + group,
            "REVOKE %s FROM %s;\n".formatted(Sql.name(group), Sql.name(role))));
  }

  private void databases() {
    for (Catalogue.Database there : found.databases()) {
      Optional<Database> declared =
          wanted.databases().stream().filter(one -> one.name().equals(there.name())).findFirst();
      if (declared.isPresent()) {
        database(declared.get(), there);
      } else if (!there.name().equals(Change.CLUSTER)) {
        note("database " + there.name() + " of " + there.owner());
      }
    }
  }

  private void database(Database declared, Catalogue.Database there) {
    if (!there.form().encoding().equals(declared.terms().encoding())) {
      note(
          "database %s is in %s and not in %s, which only making it anew changes"
              .formatted(there.name(), there.form().encoding(), declared.terms().encoding()));
    }
    Wanted privileges = new Wanted(declared);
    for (Grant grant : there.grants()) {
      boolean known =
          grant.grantee().equals(there.owner())
              || Wanted.NOBODYS.contains(grant)
              || privileges.onDatabase().contains(grant);
      if (!known) {
        grant(
            Change.CLUSTER,
            grant,
            "database " + there.name(),
            "DATABASE " + Sql.name(there.name()));
      }
    }
    there.inside().ifPresent(inside -> inside(there.name(), privileges, inside));
  }

  private void inside(String database, Wanted privileges, Inside inside) {
    for (Catalogue.Schema schema : inside.schemas()) {
      for (Grant grant : schema.grants()) {
        boolean known =
            grant.grantee().equals(schema.owner())
                || grant.equals(Wanted.NOBODYS_IN_PUBLIC)
                || privileges.onSchema(schema.name()).contains(grant);
        if (!known) {
          grant(
              database,
              grant,
              "schema " + database + "." + schema.name(),
              "SCHEMA " + Sql.name(schema.name()));
        }
      }
    }
    for (ObjectGrant one : inside.grants()) {
      if (!one.own() && !privileges.onObjects(one.kind()).contains(one.grant())) {
        objects(database, one);
      }
    }
    inside.defaults().stream()
        .filter(one -> !privileges.defaults().contains(one))
        .forEach(one -> defaults(database, one));
  }

  /** They hold for whoever comes next, whatever the parameters of the cluster say. */
  private void settings() {
    for (Catalogue.Setting setting : found.settings()) {
      List<String> whose = new ArrayList<>();
      if (!setting.role().isEmpty()) {
        whose.add("role " + setting.role());
      }
      if (!setting.database().isEmpty()) {
        whose.add("database " + setting.database());
      }
      note(
          "%s for %s, set by hand"
              .formatted(
                  setting.text(), whose.isEmpty() ? "every role" : String.join(" in ", whose)));
    }
  }

  /** Patroni drops what it does not know whenever its server starts, or comes to lead. */
  private void slots() {
    List<String> declared =
        wanted.databases().stream()
            .flatMap(database -> database.slots().stream())
            .map(Database.Slot::name)
            .toList();
    for (Catalogue.Slot slot : found.slots()) {
      if (!declared.contains(slot.name())) {
        note(
            "slot %s in %s, which is dropped when another member leads: name it in 'slots' there"
                .formatted(slot.name(), slot.database()));
      }
    }
  }

  private void grant(String database, Grant grant, String on, String sql) {
    surplus(
        "%s has %s on %s".formatted(grant.grantee(), grant.privilege(), on),
        new Change(
            database,
            "take %s on %s from %s".formatted(grant.privilege(), on, grant.grantee()),
            "REVOKE %s ON %s FROM %s;\n"
                .formatted(grant.privilege(), sql, Sql.name(grant.grantee()))));
  }

  private void objects(String database, ObjectGrant one) {
    String kind = one.kind().objects();
    String on =
        "%d %s in %s.%s"
            .formatted(
                one.objects(),
                kind.toLowerCase(java.util.Locale.ROOT),
                database,
                one.kind().schema());
    grant(database, one.grant(), on, "ALL " + kind + " IN SCHEMA " + Sql.name(one.kind().schema()));
  }

  private void defaults(String database, DefaultGrant one) {
    String schema = one.kind().schema();
    String kind = one.kind().objects();
    String on =
        "%s that %s will make in %s"
            .formatted(
                kind.toLowerCase(java.util.Locale.ROOT),
                one.owner(),
                database + (schema.isEmpty() ? "" : "." + schema));
    surplus(
        "%s gets %s on %s".formatted(one.grant().grantee(), one.grant().privilege(), on),
        new Change(
            database,
            "no longer give %s %s on %s"
                .formatted(one.grant().grantee(), one.grant().privilege(), on),
            "ALTER DEFAULT PRIVILEGES FOR ROLE %s%s REVOKE %s ON %s FROM %s;\n"
                .formatted(
                    Sql.name(one.owner()),
                    schema.isEmpty() ? "" : " IN SCHEMA " + Sql.name(schema),
                    one.grant().privilege(),
                    kind,
                    Sql.name(one.grant().grantee()))));
  }

  private void note(String what) {
    all.add(new Surplus(what, Optional.empty()));
  }

  private void surplus(String what, Change revocation) {
    all.add(new Surplus(what, Optional.of(revocation)));
  }
}
