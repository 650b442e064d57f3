package org.pgv.mirror.rpm.repomd;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.compression.Compression;

/** Writes the metadata of a repository; the same packages always give the same bytes. */
public final class RepomdWriter {
  private static final Compression FORM = Compression.GZIP;

  private final Instant date;
  private final SequencedMap<String, byte[]> files = new TreeMap<>();
  private final XmlText repomd = new XmlText();

  private RepomdWriter(Instant date) {
    this.date = date;
  }

  /**
   * The metadata files by their place below the repository's address, {@link Repomd#PATH} among
   * them, still unsigned.
   *
   * @param date what the metadata says of its own time
   * @throws Refusal where two different packages have one name, version and architecture
   */
  public static SequencedMap<String, byte[]> write(
      List<ListedPackage> packages, List<Extra> extra, Instant date) {
    List<ListedPackage> sorted =
        packages.stream()
            .sorted(Comparator.comparing((ListedPackage one) -> one.file().path()))
            .toList();
    mustBeTold(sorted);
    RepomdWriter writer = new RepomdWriter(date);
    writer
        .repomd
        .add("<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"")
        .add(" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n")
        .element("  ", "revision", Long.toString(date.getEpochSecond()));
    List<Supplier<Document>> documents = new ArrayList<>();
    documents.add(() -> Document.of("primary", "primary.xml", PrimaryWriter.write(sorted)));
    documents.add(() -> Document.of("filelists", "filelists.xml", FilelistsWriter.write(sorted)));
    documents.add(() -> Document.of("other", "other.xml", OtherWriter.write(sorted)));
    extra.forEach(
        one -> documents.add(() -> Document.of(one.type(), one.name(), utf8(one.content()))));
    // Packing them takes longer than writing them; the order stays.
    documents.parallelStream().map(Supplier::get).toList().forEach(writer::add);
    writer.files.put(Repomd.PATH, writer.repomd.add("</repomd>\n").bytes());
    return writer.files;
  }

  /** Metadata beside the three lists, such as {@code modules} in {@code modules.yaml}. */
  public record Extra(String type, String name, String content) {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of the lists as it is written. */
  private static final class Document {
    private final String type;
    private final String name;
    private final byte[] plain;
    private final byte[] packed;

    private Document(String type, String name, byte[] plain, byte[] packed) {
      this.type = type;
      this.name = name;
      this.plain = plain;
      this.packed = packed;
    }

    static Document of(String type, String name, byte[] plain) {
      return new Document(type, name, plain, FORM.compress(plain));
    }
  }

  private void add(Document document) {
    Sha256 digest = Sha256.of(document.packed);
    String path = "repodata/" + digest + "-" + document.name + FORM.suffix();
    files.put(path, document.packed);
    repomd
        .add("  <data type=\"" + document.type + "\">\n")
        .add("    <checksum type=\"sha256\">" + digest + "</checksum>\n")
        .add(
            "    <open-checksum type=\"sha256\">"
                + Sha256.of(document.plain)
                + "</open-checksum>\n")
        .add("    <location href=\"" + path + "\"/>\n")
        .element("    ", "timestamp", Long.toString(date.getEpochSecond()))
        .element("    ", "size", Long.toString(document.packed.length))
        .element("    ", "open-size", Long.toString(document.plain.length))
        .add("  </data>\n");
  }

  /** dnf would take either of two packages that look alike to it. */
  private static void mustBeTold(List<ListedPackage> packages) {
    Map<String, ListedPackage> seen = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (ListedPackage one : packages) {
      String nevra = one.description().nevra().toString();
      ListedPackage other = seen.put(nevra, one);
      if (other != null) {
        String both = one.file().path() + " and " + other.file().path();
        problems.add(new Problem(nevra, "is there twice: " + both, "leave one of them out"));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
  }
}
