package org.pgv.mirror.rpm.repomd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.pgv.manifests.manifest.Membership;

/** Groups of packages and environments of groups, as comps.xml lists them. */
public record Comps(List<Group> groups, List<Environment> environments) {
  public static final Comps NONE = new Comps(List.of(), List.of());

  /** Packages under one name. */
  public record Group(String id, String name, List<Member> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /** Groups under one name, by their ids; those that are offered as an option are left out. */
  public record Environment(String id, String name, List<String> groups) {
    public Environment {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A package of a group.
   *
   * @param membership empty for a kind that nobody knows, which is never asked for
   * @param condition the package that must be installed, too; empty where there is no condition
   * @param ownArchitecture whether only a package of the system's own architecture is meant
   */
  public record Member(
      String name, Optional<Membership> membership, String condition, boolean ownArchitecture) {}

  public Comps {
    groups = List.copyOf(groups);
    environments = List.copyOf(environments);
  }

  /**
   * Both together, as libcomps joins them: what has the same id is one, with the members of both,
   * and the later one has the last word on a member that is in both.
   */
  public Comps and(Comps later) {
    return new Comps(
        joined(groups, later.groups, Group::id, Comps::join),
        joined(environments, later.environments, Environment::id, Comps::join));
  }

  private static Group join(Group one, Group later) {
    List<Member> members = joined(one.members, later.members, Member::name, (_, newer) -> newer);
    return new Group(one.id, later.name, members);
  }

  private static Environment join(Environment one, Environment later) {
    List<String> groups = joined(one.groups, later.groups, id -> id, (id, _) -> id);
    return new Environment(one.id, later.name, groups);
  }

  private static <T> List<T> joined(
      List<T> one, List<T> later, Function<T, String> key, BinaryOperator<T> join) {
    SequencedMap<String, T> all = new LinkedHashMap<>();
    one.forEach(each -> all.put(key.apply(each), each));
    later.forEach(each -> all.merge(key.apply(each), each, join));
    return new ArrayList<>(all.values());
  }
}
