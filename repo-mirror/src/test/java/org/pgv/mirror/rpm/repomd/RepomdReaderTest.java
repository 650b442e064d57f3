package org.pgv.mirror.rpm.repomd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Blob;
import org.pgv.pki.openpgp.KeyRing;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Verification;

class RepomdReaderTest {
  private static final Path DATA = Path.of(System.getProperty("pgv.testdata", "missing"));
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String TEXT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <repomd xmlns="http://linux.duke.edu/metadata/repo">
        <revision>9-stream</revision>
        <data type="primary">
          <checksum type="sha256">%1$s</checksum>
          <open-checksum type="sha256">%1$s</open-checksum>
          <location href="repodata/primary.xml.gz"/>
          <timestamp>1736761560.25</timestamp>
          <size>10</size><open-size>100</open-size>
        </data>
        <data type="primary_zck">
          <checksum type="sha512">abc</checksum>
          <location href="repodata/primary.xml.zck"/><size>10</size>
        </data>
      </repomd>
      """
          .formatted(DIGEST);

  @Test
  void readsWhatItVouchesForAndLeavesOutWhatItCannotProve() {
    Repomd repomd = RepomdReader.read(Blob.of(TEXT), "test");

    RepomdEntry primary = repomd.required("primary");
    assertEquals("repodata/primary.xml.gz", primary.file().path());
    assertEquals(10, primary.file().size());
    assertEquals(100, primary.open().orElseThrow().size());
    assertEquals(Instant.ofEpochSecond(1736761560), repomd.date());
    assertEquals(Optional.empty(), repomd.find("primary_zck"));
    assertThrows(Refusal.class, () -> repomd.required("filelists"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<size>10</size><open -> <size>ten</size><open",
        "\"?> -> \"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
        "<revision> -> <revision",
        "<open-checksum type=\"sha256\">0123456789abcdef -> <open-checksum type=\"sha256\">xyz",
      })
  void refusesWhatCannotBeRead(String change) {
    String[] parts = change.split(" -> ", -1);

    assertThrows(
        Refusal.class, () -> RepomdReader.read(Blob.of(TEXT.replace(parts[0], parts[1])), "test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "href=\"repodata/ -> href=\"../",
        "href=\"repodata/ -> href=\"http://other.example/",
        "type=\"sha256\" -> type=\"sha\"",
        "<checksum type=\"sha256\">0123 -> <checksum type=\"sha256\">xyz",
      })
  void saysOfWhatCannotBeUsedWhyOnlyWhereItIsNeeded(String change) {
    String[] parts = change.split(" -> ", -1);
    Repomd repomd = RepomdReader.read(Blob.of(TEXT.replace(parts[0], parts[1])), "test");

    Refusal refusal = assertThrows(Refusal.class, () -> repomd.required("primary"));

    assertTrue(refusal.problems().getFirst().what().contains(": it"));
  }

  @Test
  void takesTheFirstOfTwoOfOneTypeAndKnowsOneWithoutItsSize() {
    Repomd twice = RepomdReader.read(Blob.of(TEXT.replace("primary_zck", "primary")), "test");
    Repomd unsized =
        RepomdReader.read(Blob.of(TEXT.replace("<size>10</size><open", "<open")), "test");

    assertEquals(100, twice.required("primary").open().orElseThrow().size());
    assertTrue(unsized.find("primary").isEmpty());
    assertTrue(unsized.others().getFirst().file().orElseThrow().size().isEmpty());
  }

  @Test
  void readsRealIndices() throws IOException {
    Path file = DATA.resolve("el9/appstream-2025/repodata/repomd.xml");
    assumeTrue(Files.isRegularFile(file), "not run: no " + file);

    Repomd repomd = RepomdReader.read(new Blob(Files.readAllBytes(file)), "appstream");

    assertEquals(51_840_420, repomd.required("primary").open().orElseThrow().size());
    assertTrue(repomd.find("modules").isPresent());
  }

  @Test
  void aStaleSignatureOfARealRepositoryDoesNotStandForItsIndex() throws IOException {
    Path folder = DATA.resolve("repomd-signature");
    assumeTrue(Files.isDirectory(folder), "not run: no " + folder);

    assertInstanceOf(Verification.Trusted.class, verified(folder, "good"));
    assertInstanceOf(Verification.NotTrusted.class, verified(folder, "bad"));
  }

  private static Verification<byte[]> verified(Path folder, String pair) throws IOException {
    KeyRing keys =
        KeyRing.readAll(List.of(folder.resolve("RPM-GPG-KEY-monitoring-hub"))).orRefuse();
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    return new SignatureVerifier(keys, clock)
        .detached(
            Files.readAllBytes(folder.resolve(pair).resolve("repomd.xml")),
            Files.readAllBytes(folder.resolve(pair).resolve("repomd.xml.asc")));
  }

  @Test
  void aMetalinkNamesMirrorsAndTheIndicesTheyMayHave() {
    String text =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <metalink version="3.0" xmlns="http://www.metalinker.org/">
         <files><file name="repomd.xml">
          <mm0:timestamp xmlns:mm0="http://fedorahosted.org/mirrormanager">1</mm0:timestamp>
          <verification><hash type="md5">1</hash><hash type="sha256">%s</hash></verification>
          <resources maxconnections="1">
           <url protocol="rsync" type="rsync">rsync://a.example/repodata/repomd.xml</url>
           <url protocol="https" type="https">https://a.example/x/repodata/repomd.xml</url>
          </resources>
         </file></files>
        </metalink>
        """
            .formatted(DIGEST);

    Metalink metalink = Metalink.read(text, "test");

    assertEquals("[https://a.example/x/]", metalink.mirrors().toString());
    assertEquals(DIGEST, metalink.digests().getFirst().hex());
    assertThrows(
        Refusal.class, () -> Metalink.read(text.replace("\"sha256\"", "\"sha1\""), "test"));
    assertEquals(
        "[http://b.example/]", Metalink.mirrorlist("# list\nhttp://b.example\n\n").toString());
  }
}
