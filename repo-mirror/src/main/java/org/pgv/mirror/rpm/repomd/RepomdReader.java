package org.pgv.mirror.rpm.repomd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.Location;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/**
 * Reads repomd.xml. Files that are known by another digest than SHA-256 are as if they were not
 * there; so are those in a form that nobody asks for, such as SQLite and zchunk.
 */
public final class RepomdReader {
  private static final String SHA256 = "sha256";

  private final SafeXml xml;
  private String revision = "";

  private RepomdReader(SafeXml xml) {
    this.xml = xml;
  }

  /** What is known of the file that is being read. */
  private static final class Draft {
    private Optional<Sha256> sha256 = Optional.empty();
    private Optional<Sha256> openSha256 = Optional.empty();
    private String location = "";
    private long size = -1;
    private long openSize = -1;
    private Instant timestamp = Instant.EPOCH;
  }

  /**
   * Reads the whole document.
   *
   * @param origin what problems call the repository
   * @throws Refusal where it is not well-formed or contradicts itself
   */
  public static Repomd read(String text, String origin) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      RepomdReader reader = new RepomdReader(new SafeXml(new ByteArrayInputStream(bytes)));
      List<RepomdEntry> entries = reader.entries();
      return new Repomd(origin, reader.revision, entries);
    } catch (MalformedXml | IOException e) {
      String what = "repomd.xml cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }

  private List<RepomdEntry> entries() throws IOException, MalformedXml {
    List<RepomdEntry> entries = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    if (!xml.next() || !xml.starts("repomd")) {
      throw xml.malformed("is no repomd.xml");
    }
    while (xml.next()) {
      if (xml.starts("revision")) {
        revision = xml.text().strip();
      } else if (xml.starts("data")) {
        String type = xml.attribute("type");
        if (!types.add(type)) {
          throw xml.malformed("names '" + type + "' twice");
        }
        entry(type).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private Optional<RepomdEntry> entry(String type) throws IOException, MalformedXml {
    Draft draft = new Draft();
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts()) {
        read(draft);
      }
    }
    if (draft.sha256.isEmpty()) {
      return Optional.empty();
    }
    if (draft.size < 0) {
      throw xml.malformed("gives no size for '" + type + "'");
    }
    Optional<RepomdEntry.Open> open =
        draft.openSha256.map(sha256 -> new RepomdEntry.Open(sha256, draft.openSize));
    return Optional.of(
        new RepomdEntry(
            type,
            new LockedFile(draft.location, draft.size, draft.sha256.get()),
            open.filter(o -> o.size() >= 0),
            draft.timestamp));
  }

  private void read(Draft draft) throws IOException, MalformedXml {
    try {
      switch (xml.element()) {
        case "checksum" -> draft.sha256 = digest();
        case "open-checksum" -> draft.openSha256 = digest();
        case "location" -> draft.location = Location.of(xml);
        case "size" -> draft.size = Long.parseLong(xml.text());
        case "open-size" -> draft.openSize = Long.parseLong(xml.text());
        case "timestamp" ->
            draft.timestamp = Instant.ofEpochSecond((long) Double.parseDouble(xml.text()));
        default -> {}
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw xml.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Sha256> digest() throws IOException, MalformedXml {
    boolean usable = xml.attribute("type").equals(SHA256);
    String text = xml.text();
    return usable ? Optional.of(new Sha256(text)) : Optional.empty();
  }
}
