package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

/** A package file whose headers were read; the payload stays where it is. */
public final class RpmFile {
  private static final int SIGNATURE_ALIGNMENT = 8;

  private final Path path;
  private final long size;
  private final Header signature;
  private final Header header;
  private final long headerStart;

  private RpmFile(Path path, long size, Header signature, Header header, long headerStart) {
    this.path = path;
    this.size = size;
    this.signature = signature;
    this.header = header;
    this.headerStart = headerStart;
  }

  /** Reads both headers, without asking who signed them; a {@link Refusal} where they lie. */
  public static RpmFile read(Path path) throws IOException {
    try {
      return parse(path);
    } catch (Malformed e) {
      throw new Refusal(ExitCode.FAILED, e.problem(path), e);
    }
  }

  static RpmFile parse(Path path) throws IOException, Malformed {
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      Lead.check(bytes(channel, 0, Lead.BYTES, size, "is too short for an RPM package"));
      Header signature = header(channel, Lead.BYTES, size, HeaderKind.SIGNATURE);
      long end = Lead.BYTES + (long) signature.bytes().length;
      long start = (end + SIGNATURE_ALIGNMENT - 1) / SIGNATURE_ALIGNMENT * SIGNATURE_ALIGNMENT;
      Header header = header(channel, start, size, HeaderKind.MAIN);
      return new RpmFile(path, size, signature, header, start);
    }
  }

  private static Header header(FileChannel channel, long start, long size, HeaderKind kind)
      throws IOException, Malformed {
    try {
      ByteBuffer intro = bytes(channel, start, HeaderSize.BYTES, size, "is missing");
      long total = HeaderSize.read(intro, kind).total();
      String cut = "claims " + total + " bytes, more than the file has left";
      return new Header(bytes(channel, start, total, size, cut).array(), kind);
    } catch (Malformed e) {
      throw new Malformed("its " + kind.title() + " " + e.why());
    }
  }

  /** A piece of the file; nothing is set aside for one that the file does not have. */
  private static ByteBuffer bytes(
      FileChannel channel, long start, long length, long size, String otherwise)
      throws IOException, Malformed {
    if (start + length > size) {
      throw new Malformed(otherwise);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new IOException("the file becomes shorter while it is read");
      }
    }
    return bytes;
  }

  public Path path() {
    return path;
  }

  /** The file's size in bytes. */
  public long size() {
    return size;
  }

  /** The main header's first byte in the file, as primary.xml's {@code header-range} names it. */
  public long headerStart() {
    return headerStart;
  }

  /** The byte after the main header: the payload's first. */
  public long headerEnd() {
    return headerStart + header.bytes().length;
  }

  /** What the package says of itself; a {@link Refusal} where it contradicts itself. */
  public PackageDescription description() {
    try {
      return DescriptionReader.read(this);
    } catch (Malformed e) {
      throw new Refusal(ExitCode.FAILED, e.problem(path), e);
    }
  }

  Header signature() {
    return signature;
  }

  Header header() {
    return header;
  }

  /** The payload as it is in the file, compressed. */
  InputStream payload() throws IOException {
    return Channels.newInputStream(FileChannel.open(path).position(headerEnd()));
  }
}
