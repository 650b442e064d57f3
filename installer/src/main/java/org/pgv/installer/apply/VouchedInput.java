package org.pgv.installer.apply;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.pgv.installer.host.Input;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * What is sent of a bundle, compared on its way with what was signed: the files here may have been
 * altered since they were verified.
 */
abstract class VouchedInput implements Input {
  private final AtomicReference<Optional<Refusal>> fault = new AtomicReference<>(Optional.empty());

  /** Why what was sent must not be used. */
  final Optional<Refusal> fault() {
    return fault.get();
  }

  /** A file's content; its end is not reached where it is not what was signed. */
  final InputStream open(Path file, Sha256 signed) throws IOException {
    DigestInputStream content =
        new DigestInputStream(
            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), Sha256.newDigest());
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        int count = content.read(buffer, from, length);
        if (count < 0 && !Sha256.of(content.getMessageDigest()).equals(signed)) {
          throw refuse(file);
        }
        return count;
      }
    };
  }

  final IOException refuse(Path file) {
    Problem problem =
        new Problem(
            file.toString(),
            "was altered after it was verified",
            "find out who writes there, then copy the bundle again from where it was made");
    fault.set(Optional.of(new Refusal(ExitCode.NOT_TRUSTED, problem)));
    return new IOException(problem.toString());
  }
}
