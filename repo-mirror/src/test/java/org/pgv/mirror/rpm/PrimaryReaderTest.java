package org.pgv.mirror.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Refusal;

class PrimaryReaderTest {
  private static final Path EL9 = Path.of(System.getProperty("pgv.testdata", "missing"), "el9");
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metadata xmlns="http://linux.duke.edu/metadata/common"
          xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="1">
      """;
  private static final String PACKAGE =
      """
      <package type="rpm">
        <name>etcd</name><arch>x86_64</arch>
        <version epoch="1" ver="3.5.21" rel="2.el9"/>
        <checksum type="sha256"
          pkgid="YES">0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef</checksum>
        <size package="1203105" installed="4272086" archive="4303344"/>
        <location href="Packages/e/etcd-3.5.21-2.el9.x86_64.rpm"/>
        <format>
          <rpm:sourcerpm>etcd-3.5.21-2.el9.src.rpm</rpm:sourcerpm>
          <rpm:provides>
            <rpm:entry name="etcd" flags="EQ" epoch="1" ver="3.5.21" rel="2.el9"/>
            <rpm:entry name="etcd(x86-64)" flags="EQ" epoch="1" ver="3.5.21" rel="2.el9"/>
          </rpm:provides>
          <rpm:requires>
            <rpm:entry name="/bin/sh" pre="1"/>
            <rpm:entry name="systemd" flags="GE" epoch="0" ver="252"/>
            <rpm:entry name="(glibc &gt;= 2.34 if glibc)"/>
          </rpm:requires>
          <rpm:weird><rpm:entry name="unknown list"/></rpm:weird>
          <file>/usr/bin/etcd</file><file type="dir">/etc/etcd</file>
        </format>
      </package>
      """;
  private static final String TAIL = "</metadata>";

  @Test
  void readsWhatAPackageSaysOfItself() throws IOException {
    RpmPackage etcd = read(HEAD + PACKAGE + TAIL).named("etcd").getFirst();

    assertEquals(Nevra.of("etcd", "1", "3.5.21", "2.el9", "x86_64"), etcd.nevra());
    assertEquals("etcd-1:3.5.21-2.el9.x86_64", etcd.toString());
    assertEquals("Packages/e/etcd-3.5.21-2.el9.x86_64.rpm", etcd.location());
    assertEquals(1203105, etcd.size());
    assertTrue(etcd.checksum().startsWith("sha256:0123"));
    assertEquals("etcd-3.5.21-2.el9.src.rpm", etcd.sourceRpm());
    assertEquals(List.of("/usr/bin/etcd", "/etc/etcd"), etcd.files());
    assertEquals(
        List.of(
            new RpmDependency("/bin/sh", RpmSense.ANY, "", true),
            new RpmDependency("systemd", RpmSense.AT_LEAST, "252", false),
            RpmDependency.any("(glibc >= 2.34 if glibc)")),
        etcd.relations(RpmField.REQUIRES));
    assertEquals(List.of(), etcd.relations(RpmField.CONFLICTS));
  }

  @Test
  void findsPackagesByNameByWhatTheyProvideAndByFile() throws IOException {
    RpmIndex index = read(HEAD + PACKAGE + TAIL);

    assertEquals(1, index.providing("etcd(x86-64)").size());
    assertEquals(1, index.owning("/usr/bin/etcd").size());
    assertEquals(List.of(), index.named("etcd(x86-64)"));
    assertEquals(List.of(), index.providing("systemd"));
    assertEquals(List.of(), index.named("never heard of"));
  }

  @Test
  void leavesSourcePackagesOutWithAllTheySay() throws IOException {
    String source = PACKAGE.replace(">x86_64<", ">src<");

    RpmIndex index = read(HEAD.replace("\"1\"", "\"2\"") + source + PACKAGE + TAIL);

    assertEquals(1, index.size());
    assertEquals(3, index.get(0).relations(RpmField.REQUIRES).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE metadata [<!ENTITY a \"b\">]>",
        "<!DOCTYPE metadata SYSTEM \"file:///etc/passwd\">",
      })
  void refusesADocumentTypeBeforeAnyPackage(String declaration) {
    String bomb = HEAD.replace("?>", "?>" + declaration) + PACKAGE + TAIL;

    assertThrows(Refusal.class, () -> read(bomb));
  }

  @Test
  void refusesEntitiesWithoutReadingThem() {
    String document =
        "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<metadata packages=\"1\"><package><name>&x;</name></package></metadata>";

    assertThrows(Refusal.class, () -> read(document));
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String nested = HEAD + "<package>" + "<a>".repeat(100_000);

    assertThrows(Refusal.class, () -> read(nested));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name>=<name></name>",
        "flags=\"GE\"=flags=\"ABOUT\"",
        "</package>=</package><package/>",
        "</package>=",
      })
  void refusesAPackageThatCannotBeToldApart(String change) {
    int cut = change.indexOf('=', change.contains("\"=") ? change.indexOf("\"=") : 0);
    String broken = PACKAGE.replace(change.substring(0, cut), change.substring(cut + 1));

    assertThrows(Refusal.class, () -> read(HEAD + broken + TAIL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=\"sha256\" -> type=\"md5\"",
        "type=\"sha256\" -> type=\"sha\"",
        "0123456789abcdef0123 -> xyz",
        "href=\"Packages/ -> href=\"../../",
        "href=\"Packages/ -> href=\"http://other.example/",
        "href=\"Packages/ -> xml:base=\"ftp://other.example/\" href=\"",
        "href=\"Packages/ -> xml:base=\"../x/\" href=\"",
      })
  void refusesAPackageThatCannotBeFetchedOnlyWhereItIsNeeded(String change) throws IOException {
    String[] parts = change.split(" -> ", -1);
    RpmPackage read = read(HEAD + PACKAGE.replace(parts[0], parts[1]) + TAIL).get(0);

    Refusal refusal = assertThrows(Refusal.class, read::file);

    assertTrue(refusal.problems().getFirst().where().contains("etcd"));
  }

  @Test
  void knowsFilesByOtherDigestsWithoutSizeAndAtOtherAddresses() throws IOException {
    String sha512 = "0123456789abcdef".repeat(8);
    String odd =
        PACKAGE
            .replace("type=\"sha256\"", "type=\"sha512\"")
            .replace("0123456789abcdef".repeat(4), sha512)
            .replace("package=\"1203105\"", "package=\"many\"")
            .replace("href=\"", "xml:base=\"http://other.example/x\" href=\"./");
    RpmPackage read = read(HEAD + odd + TAIL).get(0);

    assertEquals("sha512:" + sha512, read.file().digest().toString());
    assertTrue(read.file().size().isEmpty());
    assertEquals("Packages/e/etcd-3.5.21-2.el9.x86_64.rpm", read.file().path());
    assertEquals("http://other.example/x/", read.base().orElseThrow().toString());
  }

  @Test
  void doesNotCountWhatIsAnnounced() throws IOException {
    assertEquals(1, read(HEAD.replace("\"1\"", "\"2\"") + PACKAGE + TAIL).size());
  }

  @Test
  void readsAllOfBaseOs() throws IOException {
    RpmIndex index = field("baseos-2022");

    assertEquals(1125, index.size());
    RpmPackage manager = index.get(0);
    assertEquals("ModemManager-1.18.2-3.el9.x86_64", manager.toString());
    assertEquals(9, manager.relations(RpmField.PROVIDES).size());
    assertEquals(25, manager.relations(RpmField.REQUIRES).size());
    assertEquals(
        "glib2(x86-64) < 2.68.4", manager.relations(RpmField.CONFLICTS).getFirst().toString());
    assertFalse(index.owning("/usr/bin/bash").isEmpty());
  }

  @Test
  void readsAllOfAppStream() throws IOException {
    RpmIndex index = field("appstream-2025");

    assertEquals(17_649, index.size());
    assertFalse(index.providing("postgresql-server").isEmpty());
  }

  private static RpmIndex read(String text) throws IOException {
    return PrimaryReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
  }

  private static RpmIndex field(String repository) throws IOException {
    Path folder = EL9.resolve(repository).resolve("repodata");
    assumeTrue(Files.isDirectory(folder), "no test data at " + folder);
    try (var files = Files.newDirectoryStream(folder, "*-primary.xml.gz");
        InputStream in = new GZIPInputStream(Files.newInputStream(files.iterator().next()))) {
      return PrimaryReader.read(in, repository);
    }
  }
}
