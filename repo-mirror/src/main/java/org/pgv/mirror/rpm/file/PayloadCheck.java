package org.pgv.mirror.rpm.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.pgv.pki.openpgp.Distrust;

/**
 * Asks whether a package unpacks to just the files that its header lists. The payload is read once,
 * as a stream, and never written anywhere; as soon as it has more than the header says, the answer
 * is no. It says nothing of who signed the header: ask {@link RpmVerifier} first.
 */
public final class PayloadCheck {
  /** PATH_MAX of Linux: a longer link leads nowhere. */
  private static final int MOST_LINK_BYTES = 4096;

  private final ListedFiles listed;
  private final FileDigests digests;
  private final CpioReader archive;

  private PayloadCheck(Header header, CpioReader archive) throws Malformed {
    this.listed = ListedFiles.read(header);
    this.digests = FileDigests.of(header);
    this.archive = archive;
  }

  /** What is wrong with the payload; nothing where it holds what the header says. */
  public static Optional<Distrust> damage(RpmFile file) {
    try (PayloadInput input = PayloadInput.open(file)) {
      CpioReader archive = new CpioReader(input.plain());
      new PayloadCheck(file.header(), archive).run();
      archive.end();
      if (!input.ended()) {
        throw new Malformed("its file goes on after its payload");
      }
      return Optional.empty();
    } catch (Malformed e) {
      return Optional.of(new Distrust.Damaged(e.why()));
    } catch (EOFException _) {
      return Optional.of(new Distrust.Damaged("its payload is cut off"));
    } catch (IOException e) {
      return Optional.of(new Distrust.Damaged("its payload cannot be unpacked: " + e.getMessage()));
    }
  }

  private void run() throws IOException, Malformed {
    for (var entry = archive.next(); entry.isPresent(); entry = archive.next()) {
      switch (entry.get()) {
        case CpioReader.Entry.Named named -> take(named);
        case CpioReader.Entry.Numbered(long place) -> {
          PackagedFile file = listed.at(place);
          listed.bring((int) place);
          if (!file.ghost()) {
            read(file, listed.contentSize((int) place));
          }
        }
      }
    }
    listed.mustBeComplete();
  }

  private void take(CpioReader.Entry.Named entry) throws IOException, Malformed {
    int place = listed.place(entry.name());
    PackagedFile file = listed.at(place);
    listed.bring(place);
    checkType(entry, file);
    long size = listed.contentSize(place);
    if (file.ghost() && entry.size() == 0) {
      return;
    }
    if (entry.size() != size) {
      throw new Malformed(
          "its payload has "
              + entry.size()
              + " bytes of "
              + file.path()
              + ", its header says "
              + size);
    }
    if (file.ghost()) {
      // rpm before 4.11 packed some, and nobody unpacks them.
      archive.content(size, (_, _) -> {});
    } else {
      read(file, size);
    }
  }

  private static void checkType(CpioReader.Entry.Named entry, PackagedFile file) throws Malformed {
    FileType type = FileType.of(entry.mode());
    if (type != file.type()) {
      throw new Malformed(
          file.path()
              + " is "
              + type.title()
              + " in its payload, and "
              + file.type().title()
              + " in its header");
    }
    if (type.device() && entry.special() != file.content().node().special()) {
      throw new Malformed(file.path() + " is another device in its payload than in its header");
    }
  }

  private void read(PackagedFile file, long size) throws IOException, Malformed {
    switch (file.type()) {
      case SYMBOLIC_LINK -> readLink(file, size);
      case REGULAR -> readContent(file, size);
      case DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, SOCKET, UNKNOWN -> {}
    }
  }

  private void readLink(PackagedFile file, long size) throws IOException, Malformed {
    if (size > MOST_LINK_BYTES) {
      throw new Malformed(file.path() + " is a symbolic link of " + size + " bytes");
    }
    ByteArrayOutputStream link = new ByteArrayOutputStream((int) size);
    archive.content(size, (bytes, length) -> link.write(bytes, 0, length));
    String target = Header.decoded(link.toByteArray());
    if (!target.equals(file.content().link())) {
      throw new Malformed(
          file.path()
              + " leads to '"
              + target
              + "' in its payload, and to '"
              + file.content().link()
              + "' in its header");
    }
  }

  private void readContent(PackagedFile file, long size) throws IOException, Malformed {
    if (size != file.content().size()) {
      // A link to a file that comes later and brings the content.
      return;
    }
    Optional<DigestCheck> digest = digests.of(file);
    archive.content(
        size, (bytes, length) -> digest.ifPresent(check -> check.update(bytes, 0, length)));
    if (digest.isPresent() && !digest.get().holds()) {
      throw new Malformed("the " + digest.get().title() + " is not what its header states");
    }
  }
}
