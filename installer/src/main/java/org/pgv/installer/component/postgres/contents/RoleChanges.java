package org.pgv.installer.component.postgres.contents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.Catalogue.Membership;
import org.pgv.manifests.site.Authentication;
import org.pgv.manifests.site.DatabaseRole;

/**
 * Brings roles to what is declared. A password is set once: who changes it later is not overruled.
 */
final class RoleChanges {
  private final List<DatabaseRole> wanted;
  private final Catalogue found;
  private final Passwords passwords;

  RoleChanges(List<DatabaseRole> wanted, Catalogue found, Passwords passwords) {
    this.wanted = List.copyOf(wanted);
    this.found = found;
    this.passwords = passwords;
  }

  /** Roles whose password somebody has changed, so that nobody can be told what it is. */
  List<String> passwordsOfOthers() {
    return wanted.stream()
        .filter(DatabaseRole::keepsPassword)
        .filter(
            role ->
                found
                    .role(role.name())
                    .flatMap(there -> there.terms().password())
                    .filter(there -> !there.salt().equals(passwords.salt(role)))
                    .isPresent())
        .map(DatabaseRole::name)
        .toList();
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (DatabaseRole role : wanted) {
      found
          .role(role.name())
          .ifPresentOrElse(
              there -> changes.addAll(differences(role, there)), () -> changes.add(made(role)));
    }
    for (DatabaseRole role : wanted) {
      for (String group : role.memberOf()) {
        if (!found.memberships().contains(new Membership(role.name(), group))) {
          changes.add(
              Change.ofCluster(
                  "make " + role.name() + " a member of " + group,
                  "GRANT %s TO %s;\n".formatted(Sql.name(group), Sql.name(role.name()))));
        }
      }
    }
    return changes;
  }

  private Change made(DatabaseRole role) {
    String how =
        role.login()
            ? switch (role.terms().authentication()) {
              case PASSWORD -> ", with a password of its own";
              case CERTIFICATE -> ", which comes by certificate";
              case EXTERNAL -> ", whose password is kept elsewhere";
            }
            : ", which cannot log in";
    return Change.ofCluster(
        "create role " + role.name() + how,
        Sql.unless(Sql.role(role.name()), "CREATE ROLE " + Sql.name(role.name()))
            + attributes(role)
            + (role.keepsPassword() ? password(role) : ""));
  }

  private List<Change> differences(DatabaseRole role, Catalogue.Role there) {
    List<String> parts = new ArrayList<>();
    if (role.login() != there.login()) {
      parts.add(role.login() ? "it may log in" : "it may no longer log in");
    }
    if (role.terms().connectionLimit() != there.terms().limit()) {
      parts.add("connection limit " + role.terms().connectionLimit());
    }
    if (!role.terms().until().equals(there.terms().until())) {
      parts.add("valid " + role.terms().until().map(end -> "until " + end).orElse("for ever"));
    }
    List<Change> changes = new ArrayList<>();
    if (!parts.isEmpty()) {
      changes.add(
          Change.ofCluster(
              "change role " + role.name() + ": " + String.join(", ", parts), attributes(role)));
    }
    if (role.keepsPassword() && there.terms().password().isEmpty()) {
      changes.add(Change.ofCluster("give " + role.name() + " a password", password(role)));
    }
    if (role.terms().authentication() != Authentication.PASSWORD
        && there.terms().password().isPresent()) {
      changes.add(
          Change.ofCluster(
              "take the password of " + role.name() + " away",
              "ALTER ROLE " + Sql.name(role.name()) + " PASSWORD NULL;\n"));
    }
    return changes;
  }

  private static String attributes(DatabaseRole role) {
    Optional<Instant> until = role.terms().until();
    return "ALTER ROLE %s %s CONNECTION LIMIT %d VALID UNTIL %s;\n"
        .formatted(
            Sql.name(role.name()),
            role.login() ? "LOGIN" : "NOLOGIN",
            role.terms().connectionLimit(),
            Sql.text(until.map(Instant::toString).orElse("infinity")));
  }

  private String password(DatabaseRole role) {
    return Sql.where(
        "SELECT FROM pg_authid WHERE rolname = %s AND rolpassword IS NULL"
            .formatted(Sql.text(role.name())),
        "ALTER ROLE %s PASSWORD %s"
            .formatted(Sql.name(role.name()), Sql.text(passwords.verifier(role))));
  }
}
