package org.pgv.installer.applied;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.installer.applied.AppliedSite.Cluster;
import org.pgv.installer.applied.AppliedSite.Etcd;
import org.pgv.installer.applied.AppliedSite.Host;

class AppliedSiteTest {
  private static final AppliedSite SITE =
      new AppliedSite(
          0,
          "demo",
          List.of(
              new Host("a", "10.0.0.1", List.of("etcd", "infra")),
              new Host("b", "10.0.0.2", List.of())),
          List.of(new Cluster("main", List.of("a", "b"), 17, "/data", "/backups on a")),
          new Etcd("/var/lib/etcd/pgv", 2380));

  @Test
  void readsWhatItWrote() {
    AppliedSite first = SITE.after(Optional.empty());

    assertEquals(Optional.of(first), AppliedSite.read(first.text()));
  }

  @Test
  void takesNothingFromAFileThatWasCutShort() {
    String text = SITE.text();

    assertEquals(Optional.empty(), AppliedSite.read(""));
    assertEquals(Optional.empty(), AppliedSite.read(text.substring(0, text.length() / 2)));
  }

  @Test
  void hasAnotherNumberOnlyWhereItIsAnother() {
    AppliedSite first = SITE.after(Optional.empty());
    AppliedSite second = first.without("b").after(Optional.of(first));

    assertEquals(1, first.sequence());
    assertEquals(first, SITE.after(Optional.of(first)));
    assertEquals(2, second.sequence());
    assertEquals(List.of("a"), second.clusters().getFirst().members());
  }

  @Test
  void theNewerOneCountsWhoeverHasIt() {
    AppliedSite first = SITE.after(Optional.empty());
    AppliedSite second = first.without("b");

    assertEquals(Optional.of(second), AppliedSite.newest(List.of(first, second, first)));
  }
}
