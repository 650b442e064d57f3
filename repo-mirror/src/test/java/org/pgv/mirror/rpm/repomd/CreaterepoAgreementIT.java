package org.pgv.mirror.rpm.repomd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.file.RpmFile;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** createrepo_c describes the same packages; what both write must mean the same. */
class CreaterepoAgreementIT {
  private static final Path DATA = Path.of(System.getProperty("pgv.testdata", "missing"), "rpm");
  private static final Instant TIME = Instant.parse("2026-11-19T00:00:00Z");

  private Path folder;
  private final List<ListedPackage> packages = new ArrayList<>();

  @BeforeEach
  void describe(@TempDir Path temporary) throws Exception {
    assumeTrue(Files.isDirectory(DATA), "not run: no " + DATA);
    folder = temporary;
    Set<String> seen = new HashSet<>();
    try (Stream<Path> files = Files.walk(DATA)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".rpm")).sorted().toList()) {
        RpmFile read = RpmFile.read(file);
        // RPM 6 has a format that createrepo_c with rpm 4.18 reads only in part.
        if (!file.startsWith(DATA.resolve("v6"))
            && seen.add(read.description().nevra().toString())) {
          Path copy = folder.resolve(file.getFileName().toString());
          Files.copy(file, copy);
          packages.add(listed(read, copy));
        }
      }
    }
    Process process =
        new ProcessBuilder("createrepo_c", "--quiet", "--no-database", folder.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
  }

  private static ListedPackage listed(RpmFile read, Path file) throws IOException {
    return new ListedPackage(
        read.description(),
        new LockedFile(file.getFileName().toString(), Files.size(file), Sha256.of(file)),
        TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"primary", "filelists", "other"})
  void describesEveryPackageAsCreaterepoDoes(String type) throws Exception {
    SortedMap<String, String> ours = byPackage(ours(type));
    SortedMap<String, String> theirs = byPackage(theirs(type));

    assertFalse(ours.isEmpty());
    for (Map.Entry<String, String> one : theirs.entrySet()) {
      assertEquals(one.getValue(), ours.get(one.getKey()));
    }
    assertEquals(theirs.keySet(), ours.keySet());
  }

  @Test
  void writesTheSameBytesInWhateverOrderPackagesCome() {
    List<ListedPackage> reversed = packages.reversed();

    SequencedMap<String, byte[]> one = RepomdWriter.write(packages, List.of(), TIME);
    SequencedMap<String, byte[]> other = RepomdWriter.write(reversed, List.of(), TIME);

    assertEquals(digests(one), digests(other));
  }

  @Test
  void refusesTwoPackagesThatDnfCouldNotTellApart() {
    ListedPackage first = packages.getFirst();
    ListedPackage twin =
        new ListedPackage(
            first.description(), new LockedFile("other.rpm", 1, Sha256.of("other")), TIME);
    List<ListedPackage> both = List.of(first, twin);

    assertThrows(Refusal.class, () -> RepomdWriter.write(both, List.of(), TIME));
  }

  private static SortedMap<String, Sha256> digests(Map<String, byte[]> files) {
    SortedMap<String, Sha256> digests = new TreeMap<>();
    files.forEach((path, content) -> digests.put(path, Sha256.of(content)));
    return digests;
  }

  private InputStream ours(String type) {
    for (Map.Entry<String, byte[]> file :
        RepomdWriter.write(packages, List.of(), TIME).entrySet()) {
      if (file.getKey().endsWith("-" + type + ".xml.gz")) {
        return new ByteArrayInputStream(file.getValue());
      }
    }
    throw new AssertionError("no " + type);
  }

  private InputStream theirs(String type) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("repodata"))) {
      return Files.newInputStream(
          files
              .filter(f -> f.toString().endsWith("-" + type + ".xml.gz"))
              .findFirst()
              .orElseThrow());
    }
  }

  /** The meaning of each package's element, by the digest of the package. */
  private static SortedMap<String, String> byPackage(InputStream packed) throws Exception {
    SortedMap<String, String> meanings = new TreeMap<>();
    try (InputStream plain = new GZIPInputStream(packed)) {
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(plain)
              .getDocumentElement();
      for (Node one = root.getFirstChild(); one != null; one = one.getNextSibling()) {
        if (one instanceof Element element) {
          meanings.put(digest(element), meaning(element, ""));
        }
      }
    }
    return meanings;
  }

  private static String digest(Element element) {
    return element.hasAttribute("pkgid")
        ? element.getAttribute("pkgid")
        : element.getElementsByTagName("checksum").item(0).getTextContent();
  }

  /** Everything but layout, and the time of the file, which we set. */
  private static String meaning(Element element, String indent) {
    StringBuilder text = new StringBuilder(indent).append(element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (!element.getTagName().equals("time") || !attribute.getNodeName().equals("file")) {
        text.append(' ').append(attribute);
      }
    }
    boolean leaf = true;
    StringBuilder inner = new StringBuilder();
    for (Node one = element.getFirstChild(); one != null; one = one.getNextSibling()) {
      if (one instanceof Element child) {
        leaf = false;
        inner.append(meaning(child, indent + "  "));
      }
    }
    return text.append(leaf ? " " + element.getTextContent() : "")
        .append('\n')
        .append(inner)
        .toString();
  }
}
