package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.installer.access.ConnectionRules;
import org.pgv.installer.component.Topologies;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.RunningServer;
import org.pgv.installer.probe.RunningServer.Files;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Script;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlText;

class ChangedByHandTest {
  private static final Site SITE =
      SiteReader.read(
              "site.yaml",
              """
              apiVersion: pgv/v1
              site: demo
              domain: demo.internal
              hosts:
                - { name: a, address: 10.77.0.11, roles: [etcd, infra] }
                - { name: b, address: 10.77.0.12 }
              clusters: [{ name: main, members: [a, b] }]
              """)
          .orRefuse();

  private static final Cluster MAIN = SITE.clusters().getFirst();
  private static final Topology UNTOUCHED = Topologies.of(SITE);

  private static List<String> rules() {
    return new ConnectionRules(SITE, MAIN, "postgres").ofServer();
  }

  private static String shared() {
    return Json.line(YamlText.read(Sizing.dynamic(UNTOUCHED, MAIN)));
  }

  private static Files files(List<String> rules, Map<String, String> altered, String shared) {
    return new Files(rules, new TreeMap<>(altered), shared);
  }

  private static Files asWanted() {
    return files(rules(), Map.of(), shared());
  }

  /** The site where b leads and a was brought what members share. */
  private static ChangedByHand changed(Files a, Files b) {
    return changed(a, b, SharedSettingsComponent.script(UNTOUCHED, MAIN));
  }

  private static ChangedByHand changed(Files a, Files b, Script brought) {
    SortedMap<HostName, HostFacts> facts = new TreeMap<>(UNTOUCHED.facts());
    facts.replaceAll(
        (name, f) -> {
          boolean leads = name.text().equals("b");
          Managed managed = f.managed();
          return new HostFacts(
              name,
              f.machine(),
              f.software(),
              new Managed(
                  managed.paths(),
                  managed.blocks(),
                  managed.units(),
                  new TreeMap<>(Map.of("script:postgres-dynamic", brought.digest())),
                  managed.enrolment()),
              f.network(),
              Optional.empty(),
              HostFacts.Remembered.NOTHING,
              List.of(new RunningServer("main", leads, new TreeMap<>(), List.of(), leads ? b : a)));
        });
    return new ChangedByHand(
        new Topology(
            SITE, facts, UNTOUCHED.bundle(), UNTOUCHED.credentials(), UNTOUCHED.platform()),
        MAIN);
  }

  /** Host, script and details of all that is taken back. */
  private static List<String> takenBack(ChangedByHand changed) {
    List<String> all = new ArrayList<>();
    changed
        .stage()
        .hosts()
        .forEach(
            host ->
                host.resources().stream()
                    .map(Correction.class::cast)
                    .forEach(
                        each ->
                            all.add(
                                host.host() + " " + each.script().id() + " " + each.details())));
    return all;
  }

  @Test
  void nothingIsTakenBackWhereNothingWasChanged() {
    ChangedByHand changed = changed(asWanted(), asWanted());

    assertEquals(List.of(), takenBack(changed));
    assertEquals(Optional.empty(), changed.paused());
  }

  @Test
  void rulesAreTakenBackOnTheHostWhereTheyWereChanged() {
    List<String> rules = new ArrayList<>(rules());
    rules.removeLast();
    rules.addFirst("host all all 0.0.0.0/0 trust");

    assertEquals(
        List.of("b postgres-access [- host all all 0.0.0.0/0 trust, + " + rules().getLast() + "]"),
        takenBack(changed(asWanted(), files(rules, Map.of(), shared()))));
  }

  @Test
  void theOrderOfRulesCounts() {
    assertEquals(
        List.of("a postgres-access [the same lines in another order]"),
        takenBack(changed(files(rules().reversed(), Map.of(), shared()), asWanted())));
  }

  @Test
  void whatAlterSystemHasSetIsReset() {
    Files altered = files(rules(), Map.of("work_mem", "7MB", "pg\"x.level", "1"), shared());

    ChangedByHand changed = changed(altered, asWanted());

    assertEquals(
        List.of("a postgres-altered [pg\"x.level = 1, work_mem = 7MB]"), takenBack(changed));
    String input =
        ((Correction) changed.stage().hosts().getFirst().resources().getFirst())
            .script()
            .input()
            .text();
    assertTrue(input.contains("ALTER SYSTEM RESET \"pg\"\"x\".\"level\";\n"), input);
    assertTrue(input.contains("ALTER SYSTEM RESET \"work_mem\";\n"), input);
  }

  @Test
  void whatMembersShareIsTakenBackOnceAllOfThemKnowIt() {
    Files other = files(rules(), Map.of(), shared().replaceFirst("\"ttl\":\\d+", "\"ttl\":77"));

    List<String> taken = takenBack(changed(other, other));

    assertEquals(1, taken.size(), taken.toString());
    assertTrue(taken.getFirst().startsWith("a postgres-dynamic [ttl: "), taken.toString());
    assertEquals(List.of(), takenBack(changed(asWanted(), other)));
    assertEquals(List.of(), takenBack(changed(other, asWanted())));
  }

  @Test
  void whatTheSiteFileIsAboutToChangeIsNotByHand() {
    Files other = files(rules(), Map.of(), shared().replaceFirst("\"ttl\":\\d+", "\"ttl\":77"));
    Script before = new Script("postgres-dynamic", "x", "y");

    assertEquals(List.of(), takenBack(changed(other, other, before)));
  }

  @Test
  void aPauseIsNamed() {
    Files paused = files(rules(), Map.of(), shared().replaceFirst("\\{", "{\"pause\":true,"));

    ChangedByHand changed = changed(paused, paused);

    assertEquals(List.of(), takenBack(changed));
    assertTrue(changed.paused().orElseThrow().startsWith("main is paused: "));
  }

  @Test
  void nothingIsKnownOfServersThatDoNotAnswer() {
    ChangedByHand changed = new ChangedByHand(UNTOUCHED, MAIN);

    assertEquals(List.of(), takenBack(changed));
    assertEquals(Optional.empty(), changed.paused());
  }
}
