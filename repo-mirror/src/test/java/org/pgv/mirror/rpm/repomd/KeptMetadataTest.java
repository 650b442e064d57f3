package org.pgv.mirror.rpm.repomd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.mirror.rpm.Nevra;

class KeptMetadataTest {
  private static final String MODULES =
      """
      ---
      document: modulemd-defaults
      version: 1
      data:
        module: nodejs
        profiles:
          20: [common]
      ...
      ---
      document: modulemd
      version: 2
      data:
        name: nodejs
        stream: "20"
        version: 1
        context: rhel9
        arch: x86_64
        artifacts:
          rpms:
          - nodejs-1:20.1-1.el9.x86_64
      ...
      ---
      document: modulemd
      version: 2
      data:
        name: nodejs
        stream: "22"
        version: 1
        context: rhel9
        arch: x86_64
        artifacts:
          rpms:
          - nodejs-1:22.1-1.el9.x86_64
      ...
      ---
      document: modulemd-defaults
      version: 1
      data:
        module: php
        profiles: {}
      ...
      """;
  private static final Nevra NODEJS = Nevra.of("nodejs", "1", "20.1", "1.el9", "x86_64");

  @Test
  void keepsTheStreamOfACarriedPackageAndWhatIsSaidOfItsModule() {
    Modules kept = ModulesReader.read(KeptMetadata.modules(MODULES, Set.of(NODEJS)), "test");

    assertEquals(1, kept.streams().size());
    assertEquals("nodejs:20", kept.streams().getFirst().id());
    assertEquals(Map.of(), kept.defaults());
    assertEquals("", KeptMetadata.modules(MODULES, Set.of()));
  }

  @Test
  void keepsTheAdvisoriesThatNameACarriedFile() {
    String text =
        "<updates><update type=\"security\"><id>A</id><filename>a-1.rpm</filename></update>"
            + "<update><id>B</id><filename>b-1.rpm</filename></update></updates>";

    String kept = KeptMetadata.advisories(text, Set.of("a-1.rpm"), "test").text();

    assertTrue(kept.contains("<id>A</id>"));
    assertTrue(!kept.contains("<id>B</id>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a & b", "&x;", "\u001b[A", "a < b", "<update><id>C</id>"})
  void leavesOutAnAdvisoryThatIsNoXmlByItself(String title) {
    String bad =
        "<update><id>A-1</id><title>" + title + "</title><filename>a-1.rpm</filename></update>";
    String good = "<update><id>B</id><filename>a-1.rpm</filename></update>";

    KeptMetadata.Advisories kept =
        KeptMetadata.advisories("<updates>" + bad + good + "</updates>", Set.of("a-1.rpm"), "test");

    assertEquals(good + "\n", kept.text());
    assertEquals("test: advisory A-1", kept.faults().getFirst().where());
  }
}
