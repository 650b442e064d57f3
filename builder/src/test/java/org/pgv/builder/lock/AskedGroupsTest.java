package org.pgv.builder.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.manifest.GroupRequest;
import org.pgv.manifests.manifest.Membership;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.mirror.rpm.repomd.Comps;

class AskedGroupsTest {
  private static final Comps COMPS =
      new Comps(
          List.of(
              new Comps.Group(
                  "tools",
                  "Tools",
                  List.of(
                      member("same", Membership.MANDATORY), member("gone", Membership.DEFAULT))),
              new Comps.Group("extras", "Extras", List.of(member("tool", Membership.OPTIONAL)))),
          List.of());

  private static Comps.Member member(String name, Membership membership) {
    return new Comps.Member(name, Optional.of(membership), "", false);
  }

  private static AskedGroups asked(String... groups) {
    List<GroupRequest> requests = Stream.of(groups).map(GroupRequest::parse).toList();
    return AskedGroups.of(
        "manifest.yaml", List.of(new RoleRequest("base", List.of(), requests)), COMPS);
  }

  private static List<String> said(AskedGroups groups) {
    List<String> said = new ArrayList<>();
    groups.report(
        name -> !name.equals("gone"),
        event -> {
          if (event instanceof Event.Warned(var problem)) {
            said.add(problem.where() + " " + problem.what());
          }
        });
    return said;
  }

  @Test
  void aGroupThatGivesNothingIsNotPassedOverInSilence() {
    assertEquals(
        List.of(
            "@extras asks for nothing: the group has no members of the kinds mandatory, default,"
                + " conditional"),
        said(asked("@extras")));
    assertEquals(List.of(), said(asked("@extras/optional")));
  }

  @Test
  void membersThatNobodyHasAreNamed() {
    assertEquals(
        List.of("@tools is locked without members that no repository has: gone"),
        said(asked("@tools")));
  }

  @Test
  void groupsThatNobodyHasAreRefusedTogether() {
    Refusal refusal = assertThrows(Refusal.class, () -> asked("@toolz", "@nothing"));

    assertEquals(2, refusal.problems().size(), refusal.problems().toString());
  }
}
