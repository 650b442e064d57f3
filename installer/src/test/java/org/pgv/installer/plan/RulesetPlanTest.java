package org.pgv.installer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Managed.ManagedPath;
import org.pgv.installer.probe.Network;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Ruleset;
import org.pgv.manifests.value.Sha256;

class RulesetPlanTest {
  private static final String PATH = "/etc/pgv/firewall.nft";
  private static final Ruleset RULES =
      new Ruleset(
          new ManagedFile(PATH, Ownership.ROOT, Content.of("new rules")), Ruleset.Loader.NFT, 30);

  @Test
  void loadsWhatWasNeverLoaded() {
    assertEquals("load " + PATH, title(Facts.bare("db1")));
  }

  @Test
  void leavesWhatIsLoaded() {
    assertEquals("nothing", title(loaded("new rules", "new rules", List.of())));
  }

  @Test
  void loadsWhatARunThatStoppedHadOnTrial() {
    assertEquals("load " + PATH, title(loaded("new rules", "old rules", List.of())));
  }

  @Test
  void loadsAgainWhatWasChangedByHandAndSaysWhat() {
    assertEquals(
        "load " + PATH + " again: + tcp dport 8080 accept",
        title(loaded("new rules", "new rules", List.of("+ tcp dport 8080 accept"))));
    assertEquals("load " + PATH, title(loaded("edited", "new rules", List.of())));
  }

  private static String title(HostFacts facts) {
    return new HostPlanner(facts).step(RULES).map(Step::title).orElse("nothing");
  }

  /** A host that has a file, has loaded what may be another one, and was changed since. */
  private static HostFacts loaded(String file, String kept, List<String> changes) {
    Managed.Owner root = new Managed.Owner("root", "root", "0644");
    Managed managed =
        new Managed(
            new TreeMap<>(
                Map.of(
                    PATH,
                    new ManagedPath(
                        Managed.Kind.FILE,
                        new Managed.PathState.RegularFile(Sha256.of(file), root)))),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(Map.of(Stamps.rules(PATH), Sha256.of(kept))),
            Optional.empty());
    HostFacts facts = Facts.of("db1", Map.of(), managed);
    return new HostFacts(
        facts.host(),
        facts.machine(),
        facts.software(),
        facts.managed(),
        new Network(
            List.of(), List.of(), new Firewall(Optional.empty(), changes, false, List.of())));
  }
}
