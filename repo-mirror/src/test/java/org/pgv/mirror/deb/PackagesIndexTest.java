package org.pgv.mirror.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.compression.Compression;

class PackagesIndexTest {
  private static final String BASH =
      """
      Package: bash
      Essential: yes
      Version: 5.2.37-2+b5
      Architecture: amd64
      Multi-Arch: foreign
      Pre-Depends: libc6 (>= 2.38)
      Depends: base-files (>= 2.1.12),
       debianutils (>= 5.6-0.1)
      Source: bash (5.2.37-2)
      Priority: required
      Section: shells
      Filename: pool/main/b/bash/bash_5.2.37-2+b5_amd64.deb
      Size: 1500184
      SHA256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      """;
  private static final String EXIM =
      """
      Package: exim4-daemon-light
      Version: 4.98
      Architecture: amd64
      Provides: mail-transport-agent, default-mta (= 4.98),exim4-localscanapi-6.0
      Description: says
       Package: not-a-package
      """;
  private static final String TEXT = BASH + "\n" + EXIM + "\n" + BASH.replace("-2+b5", "-3");

  @Test
  void findsPackagesByNameAndByWhatTheyProvide() {
    PackagesIndex index = index(TEXT);

    assertEquals(3, index.size());
    assertEquals("[bash 5.2.37-2+b5, bash 5.2.37-3]", index.named("bash").toString());
    for (String provided :
        List.of("mail-transport-agent", "default-mta", "exim4-localscanapi-6.0")) {
      assertEquals("[exim4-daemon-light 4.98]", index.providing(provided).toString());
    }
    assertEquals(List.of(), index.named("not-a-package"));
    assertEquals(List.of(), index.named("bas"));
    assertEquals(List.of(), index.providing("default"));
    assertEquals(2, index.essential().size());
  }

  @Test
  void readsAStanzaWhenItIsAskedFor() {
    DebPackage bash = index(TEXT).get(0);

    assertEquals("bash", bash.name());
    assertEquals(new DebVersion("5.2.37-2+b5"), bash.version());
    assertEquals("amd64", bash.architecture());
    assertEquals("foreign", bash.multiArch());
    assertTrue(bash.essential());
    assertEquals("required", bash.priority());
    assertEquals("shells", bash.section());
    assertEquals("bash", bash.source());
    assertEquals(new DebVersion("5.2.37-2"), bash.sourceVersion());
    assertEquals("pool/main/b/bash/bash_5.2.37-2+b5_amd64.deb", bash.filename());
    assertEquals(1500184, bash.size());
    assertEquals("0123456789abcdef".repeat(4), bash.sha256().hex());
    assertEquals(2, bash.relations("Depends").size());
    assertEquals(List.of(), bash.relations("Conflicts"));
    assertEquals(BASH, bash.stanza());
  }

  @Test
  void saysWhichPackageOfWhichRepositoryCannotBeRead() {
    DebPackage broken = index(BASH.replace("(>= 2.38)", "(>= 2.38")).get(0);

    Refusal refusal = assertThrows(Refusal.class, () -> broken.relations("Pre-Depends"));

    assertEquals("debian trixie main", refusal.problems().getFirst().where());
    assertTrue(
        refusal.problems().getFirst().what().startsWith("bash: Pre-Depends: ')' is missing"));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP", "XZ"})
  void readsWhileItDecompresses(Compression compression) throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      many.append(EXIM.replace("exim4-daemon-light", "package-" + i)).append('\n');
    }
    byte[] plain = many.toString().getBytes(StandardCharsets.UTF_8);
    byte[] compressed = compression.compress(plain);

    PackagesIndex index = read(compression, compressed, plain.length);

    assertEquals(5000, index.size());
    assertEquals(5000, index.providing("default-mta").size());
    assertEquals("package-4999", index.get(4999).name());
    assertArrayEquals(compressed, compression.compress(plain));
  }

  @Test
  void refusesAnIndexThatIsNotAsLongAsPromised() {
    byte[] plain = TEXT.getBytes(StandardCharsets.UTF_8);

    assertThrows(IOException.class, () -> read(Compression.NONE, plain, plain.length - 1));
    assertThrows(Refusal.class, () -> read(Compression.NONE, plain, plain.length + 1));
  }

  @Test
  void writesStanzasSortedAndUnchangedButForTheirPlace() {
    PackagesIndex index = index(TEXT);

    byte[] written =
        PackagesWriter.write(
            List.of(index.get(2), index.get(1), index.get(0)), p -> "pool/" + p.name() + ".deb");

    PackagesIndex again = PackagesIndex.of(written, "ours");
    assertEquals(
        BASH.replace("pool/main/b/bash/bash_5.2.37-2+b5_amd64.deb", "pool/bash.deb"),
        again.get(0).stanza());
    assertEquals("5.2.37-3", again.get(1).version().text());
    assertEquals(EXIM, again.get(2).stanza());
  }

  private static PackagesIndex index(String text) {
    return PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "debian trixie main");
  }

  private static PackagesIndex read(Compression compression, byte[] bytes, long size)
      throws IOException {
    try (InputStream plain = compression.plain(new ByteArrayInputStream(bytes))) {
      return PackagesIndex.read(plain, size, "debian trixie main");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "./pool/a.deb, pool/a.deb",
    "/pool/a.deb, pool/a.deb",
    "pool//a.deb, pool//a.deb",
    "pool/x/../a.deb, pool/a.deb",
    "././a.deb, a.deb"
  })
  void knowsWhereAFileLiesHoweverItIsWritten(String filename, String path) {
    assertEquals(path, named(filename).path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a.deb", "pool/../../a.deb", "/../a.deb", "./../a.deb", "pool//../../../a"})
  void refusesOnlyThePackageWhoseFileLiesOutside(String filename) {
    DebPackage outside = named(filename);

    assertEquals("a", outside.name());
    assertThrows(Refusal.class, outside::path);
  }

  private static DebPackage named(String filename) {
    return PackagesIndex.of(("Package: a\nFilename: " + filename + "\n").getBytes(UTF_8), "test")
        .get(0);
  }

  @Test
  void findsWhatIsProvidedInAFieldThatGoesOn() {
    String text =
        "package: a\nPROVIDES: one,\n two (= 2),\n\tthree\nDepends: x,\n four\nessential: True\n";
    PackagesIndex index = PackagesIndex.of(text.getBytes(UTF_8), "test");

    for (String name : List.of("one", "two", "three")) {
      assertEquals(1, index.providing(name).size(), name);
    }
    assertEquals(List.of(), index.providing("four"));
    assertEquals(1, index.essential().size());
  }

  @Test
  void readsLinesThatEndAsOnWindows() {
    String text = "Package: a\nVersion: 1\nProvides: x\n\nPackage: b\nVersion: 2\n\n";
    PackagesIndex index = PackagesIndex.of(text.replace("\n", "\r\n").getBytes(UTF_8), "test");

    assertEquals(List.of("a", "b"), index.names());
    assertEquals("1", index.named("a").getFirst().version().text());
    assertEquals(1, index.providing("x").size());
    assertEquals(
        "Package: a\nVersion: 1\nProvides: x\n",
        new String(PackagesWriter.write(List.of(index.get(0)), _ -> ""), UTF_8));
  }
}
