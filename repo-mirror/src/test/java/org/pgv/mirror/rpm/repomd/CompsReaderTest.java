package org.pgv.mirror.rpm.repomd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.manifest.Membership;
import org.pgv.manifests.problem.Refusal;

class CompsReaderTest {
  private static final String GROUP =
      """
      <group><id>core</id><name>Core</name><name xml:lang="de">Kern</name><packagelist>
      <packagereq type="mandatory">bash</packagereq><packagereq>dnf</packagereq>
      <packagereq type="conditional" requires="gtk3" basearchonly="true">a</packagereq>
      <packagereq type="hopeful">b</packagereq>
      <packagereq type="default" arch="s390x,ppc64le">s390utils</packagereq>
      </packagelist></group>
      """;

  private static Comps read(String document) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return CompsReader.read(new ByteArrayInputStream(bytes), "x86_64", "test");
  }

  @Test
  void readsMembersWithTheirKindsAndLeavesOtherArchitecturesOut() throws Exception {
    Comps.Group core = read("<comps>" + GROUP + "</comps>").groups().getFirst();

    assertEquals("Core", core.name());
    assertEquals(
        List.of(
            new Comps.Member("bash", Optional.of(Membership.MANDATORY), "", false),
            new Comps.Member("dnf", Optional.of(Membership.MANDATORY), "", false),
            new Comps.Member("a", Optional.of(Membership.CONDITIONAL), "gtk3", true),
            new Comps.Member("b", Optional.empty(), "", false)),
        core.members());
  }

  @Test
  void joinsWhatHasOneId() throws Exception {
    String later =
        """
        <group><id>core</id><name>Core, later</name><packagelist>
        <packagereq type="optional">bash</packagereq><packagereq>sudo</packagereq>
        </packagelist></group>
        """;

    Comps both = read("<comps>" + GROUP + "</comps>").and(read("<comps>" + later + "</comps>"));

    assertEquals(both, read("<comps>" + GROUP + later + "</comps>"));
    Comps.Group core = both.groups().getFirst();
    assertEquals("Core, later", core.name());
    assertEquals(
        List.of("bash", "dnf", "a", "b", "sudo"),
        core.members().stream().map(Comps.Member::name).toList());
    assertEquals(Optional.of(Membership.OPTIONAL), core.members().getFirst().membership());
  }

  @Test
  void readsTheGroupsOfAnEnvironmentButNotItsOptions() throws Exception {
    Comps comps =
        read(
            """
            <comps><environment><id>minimal</id><name>Minimal</name>
            <grouplist><groupid>core</groupid><groupid arch="s390x">x</groupid></grouplist>
            <optionlist><groupid>guest-agents</groupid></optionlist>
            </environment></comps>
            """);

    assertEquals(List.of("core"), comps.environments().getFirst().groups());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE comps PUBLIC '-//Red Hat, Inc.//DTD Comps info//EN'\n  'comps.dtd'>",
        "<!DOCTYPE comps SYSTEM \"http://127.0.0.1:9/comps.dtd\" >",
        "<!-- made by hand --> <!DOCTYPE comps>",
      })
  void passesADocumentTypeThatIsElsewhere(String type) throws Exception {
    assertEquals(
        1, read("<?xml version='1.0'?>" + type + "<comps>" + GROUP + "</comps>").groups().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE comps [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><comps>&b;</comps>",
        "<!DOCTYPE comps [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><comps>&a;</comps>",
        "<!DOCTYPE comps SYSTEM 'a.dtd' [<!ENTITY a 'a'>]><comps/>",
        "<!DOCTYPE comps><!DOCTYPE comps><comps/>",
        "<comps><!DOCTYPE comps></comps>",
        "<!DOCTYPE comps><comps>&a;</comps>",
        "<groups/>",
        "<comps><group><name>Nameless</name></group></comps>",
      })
  void refusesWhatDeclaresEntitiesOrIsNoListOfGroups(String document) {
    assertThrows(Refusal.class, () -> read(document));
  }

  @Test
  void refusesADocumentTypeWithoutEnd() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> read("<!DOCTYPE comps " + " ".repeat(70_000) + ">"));

    assertTrue(refusal.problems().toString().contains("document type"), refusal.getMessage());
  }
}
