package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.GroupRequest;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.Membership;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.rpm.repomd.Comps;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The members of the groups that a manifest asks for, as dnf installs groups. */
final class AskedGroups {
  private final List<Asked> members;
  private final List<GroupRequest> withoutAny;

  /** A member, and what asks for it. */
  private record Asked(Comps.Member member, GroupRequest group, String role) {
    boolean isConditional() {
      return member.membership().equals(Optional.of(Membership.CONDITIONAL));
    }

    Wanted wanted(String architecture) {
      String name = member.ownArchitecture() ? member.name() + "." + architecture : member.name();
      return new Wanted(Relation.any(name), role);
    }
  }

  private AskedGroups(List<Asked> members, List<GroupRequest> withoutAny) {
    this.members = List.copyOf(members);
    this.withoutAny = List.copyOf(withoutAny);
  }

  /** Looks groups up where the manifest asks for any; refuses names that no repository has. */
  static AskedGroups of(ManifestDocument document, List<RepositoryIndex> repositories) {
    List<RoleRequest> roles =
        document.manifest().roles().stream().filter(role -> !role.groups().isEmpty()).toList();
    return roles.isEmpty()
        ? new AskedGroups(List.of(), List.of())
        : of(
            document.place(),
            roles,
            repositories.stream()
                .map(repository -> repository.onDemand().groups().get())
                .reduce(Comps.NONE, Comps::and));
  }

  /** The same of what all repositories have together. */
  static AskedGroups of(String place, List<RoleRequest> roles, Comps all) {
    List<Asked> members = new ArrayList<>();
    List<GroupRequest> withoutAny = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (RoleRequest role : roles) {
      for (GroupRequest request : role.groups()) {
        Set<Comps.Group> groups = groups(all, request);
        if (groups.isEmpty()) {
          problems.add(unknown(place, all, request));
        }
        List<Asked> asked =
            groups.stream()
                .flatMap(group -> group.members().stream())
                .filter(
                    member -> member.membership().filter(request.members()::contains).isPresent())
                .map(member -> new Asked(member, request, role.role()))
                .toList();
        members.addAll(asked);
        if (asked.isEmpty()) {
          withoutAny.add(request);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
    return new AskedGroups(members, withoutAny);
  }

  /** By id or by name; a name can be that of a group and of an environment. */
  private static Set<Comps.Group> groups(Comps all, GroupRequest request) {
    Set<Comps.Group> found = new LinkedHashSet<>();
    for (Comps.Group group : all.groups()) {
      if (!request.environment() && called(request, group.id(), group.name())) {
        found.add(group);
      }
    }
    for (Comps.Environment environment : all.environments()) {
      if (called(request, environment.id(), environment.name())) {
        environment.groups().forEach(id -> find(all, id).ifPresent(found::add));
      }
    }
    return found;
  }

  private static boolean called(GroupRequest request, String id, String name) {
    return request.name().equals(id) || request.name().equals(name);
  }

  private static Optional<Comps.Group> find(Comps all, String id) {
    return all.groups().stream().filter(group -> group.id().equals(id)).findFirst();
  }

  private static Problem unknown(String place, Comps all, GroupRequest request) {
    Stream<String> environments = all.environments().stream().map(Comps.Environment::id);
    Stream<String> groups =
        request.environment() ? Stream.of() : all.groups().stream().map(Comps.Group::id);
    List<String> known = Stream.concat(groups, environments).toList();
    return new Problem(
        place,
        "no repository has a group " + request,
        known.isEmpty()
            ? "none of them has groups: name the packages"
            : Spelling.hint(request.name(), known));
  }

  /**
   * What is asked for whatever else is installed. Groups name packages that were once there, or are
   * there with another distribution: they are left out.
   *
   * @param there whether any repository has a package of this name
   */
  List<Wanted> always(String architecture, Predicate<String> there) {
    return members.stream()
        .filter(one -> !one.isConditional() && there.test(one.member().name()))
        .map(one -> one.wanted(architecture))
        .toList();
  }

  /**
   * What is asked for because something else is installed, too.
   *
   * @param installed whether anything that is installed provides this
   */
  List<Wanted> besides(String architecture, Predicate<String> there, Predicate<String> installed) {
    return members.stream()
        .filter(one -> one.isConditional() && there.test(one.member().name()))
        .filter(one -> installed.test(one.member().condition()))
        .map(one -> one.wanted(architecture))
        .toList();
  }

  /** Says which groups give nothing, and which members no repository has. */
  void report(Predicate<String> there, Reporter reporter) {
    for (GroupRequest group : withoutAny) {
      reporter.report(
          new Event.Warned(
              new Problem(
                  group.toString(),
                  "asks for nothing: the group has no members of the kinds "
                      + String.join(
                          ", ",
                          group.members().stream()
                              .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                              .toList()),
                  "name other kinds, such as '%s/optional', or packages".formatted(group))));
    }
    for (GroupRequest group : members.stream().map(Asked::group).distinct().toList()) {
      List<String> missing =
          members.stream()
              .filter(one -> one.group().equals(group))
              .map(one -> one.member().name())
              .filter(name -> !there.test(name))
              .distinct()
              .toList();
      if (!missing.isEmpty()) {
        String what = "is locked without members that no repository has: ";
        Problem problem = new Problem(group.toString(), what + String.join(", ", missing));
        reporter.report(new Event.Warned(problem));
      }
    }
  }
}
