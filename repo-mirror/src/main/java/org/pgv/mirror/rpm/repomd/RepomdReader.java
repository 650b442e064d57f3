package org.pgv.mirror.rpm.repomd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.PathBelow;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.StrongDigest;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/**
 * Reads repomd.xml. Forms that nobody asks for, such as SQLite and zchunk, are read past; what is
 * listed so that it cannot be used counts when it is asked for.
 */
public final class RepomdReader {
  private final SafeXml xml;
  private String revision = "";
  private final List<RepomdEntry> entries = new ArrayList<>();
  private final List<Repomd.Other> others = new ArrayList<>();

  private RepomdReader(SafeXml xml) {
    this.xml = xml;
  }

  /** What is known of the file that is being read. */
  private static final class Draft {
    private String checksum = "";
    private Optional<Sha256> openSha256 = Optional.empty();
    private String location = "";
    private boolean elsewhere;
    private long size = -1;
    private long openSize = -1;
    private Instant timestamp = Instant.EPOCH;

    private Optional<StrongDigest> digest() {
      int colon = checksum.indexOf(':');
      try {
        return StrongDigest.Algorithm.named(checksum.substring(0, Math.max(colon, 0)))
            .map(algorithm -> new StrongDigest(algorithm, checksum.substring(colon + 1)));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }

  /**
   * Reads the whole document.
   *
   * @param origin what problems call the repository
   * @throws Refusal where it is not well-formed or contradicts itself
   */
  public static Repomd read(Blob document, String origin) {
    try {
      InputStream bytes = new ByteArrayInputStream(document.bytes());
      RepomdReader reader = new RepomdReader(new SafeXml(bytes));
      reader.read();
      return new Repomd(origin, reader.revision, reader.entries, reader.others);
    } catch (MalformedXml | IOException e) {
      String what = "repomd.xml cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }

  private void read() throws IOException, MalformedXml {
    Set<String> types = new TreeSet<>();
    if (!xml.next() || !xml.starts("repomd")) {
      throw xml.malformed("is no repomd.xml");
    }
    while (xml.next()) {
      if (xml.starts("revision")) {
        revision = xml.text().strip();
      } else if (xml.starts("data")) {
        String type = xml.attribute("type");
        Draft draft = draft();
        // Of two of one type the first counts, as with librepo.
        if (types.add(type)) {
          add(type, draft);
        }
      }
    }
  }

  private Draft draft() throws IOException, MalformedXml {
    Draft draft = new Draft();
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts()) {
        read(draft);
      }
    }
    return draft;
  }

  private void add(String type, Draft draft) {
    Optional<String> path = draft.elsewhere ? Optional.empty() : PathBelow.of(draft.location);
    Optional<StrongDigest> digest = draft.digest();
    if (path.isEmpty() || digest.isEmpty()) {
      String fault =
          path.isEmpty()
              ? "its location '" + draft.location + "' is not in the repository"
              : "it is listed by '" + draft.checksum + "' alone";
      others.add(new Repomd.Other(type, Optional.empty(), draft.timestamp, fault));
      return;
    }
    Optional<Sha256> sha256 = digest.get().sha256();
    if (sha256.isPresent() && draft.size >= 0) {
      Optional<RepomdEntry.Open> open =
          draft.openSha256.map(opened -> new RepomdEntry.Open(opened, draft.openSize));
      LockedFile file = new LockedFile(path.get(), draft.size, sha256.get());
      entries.add(new RepomdEntry(type, file, open.filter(o -> o.size() >= 0), draft.timestamp));
      return;
    }
    OptionalLong size = draft.size < 0 ? OptionalLong.empty() : OptionalLong.of(draft.size);
    ListedFile file = new ListedFile(path.get(), size, digest.get());
    others.add(new Repomd.Other(type, Optional.of(file), draft.timestamp, ""));
  }

  private void read(Draft draft) throws IOException, MalformedXml {
    try {
      switch (xml.element()) {
        case "checksum" -> draft.checksum = xml.attribute("type") + ":" + xml.text();
        case "open-checksum" -> draft.openSha256 = openDigest();
        case "location" -> {
          draft.location = xml.attribute("href");
          draft.elsewhere = !xml.attribute("base").isEmpty();
        }
        case "size" -> draft.size = Long.parseLong(xml.text().strip());
        case "open-size" -> draft.openSize = Long.parseLong(xml.text().strip());
        case "timestamp" ->
            draft.timestamp = Instant.ofEpochSecond((long) Double.parseDouble(xml.text()));
        default -> {}
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw xml.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Sha256> openDigest() throws IOException, MalformedXml {
    boolean usable = xml.attribute("type").equals("sha256");
    String text = xml.text();
    return usable ? Optional.of(new Sha256(text)) : Optional.empty();
  }
}
