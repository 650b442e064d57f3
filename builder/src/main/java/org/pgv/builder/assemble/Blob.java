package org.pgv.builder.assemble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.pgv.manifests.value.Sha256;

/** Bytes that do not change. */
final class Blob {
  private final byte[] bytes;

  Blob(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  Sha256 sha256() {
    return Sha256.of(bytes);
  }

  void writeTo(Path file) throws IOException {
    Files.write(file, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
