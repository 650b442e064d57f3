package org.pgv.mirror.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.BlockInput;

/** A stream whose end fails unless all of it had the digest that the signed index gives. */
public final class CheckedInput extends BlockInput {
  private final MessageDigest digest = Sha256.newDigest();
  private final LockedFile expected;
  private boolean ended;

  public CheckedInput(InputStream in, LockedFile expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    } else if (count < 0 && !ended) {
      ended = true;
      mustBe(expected, Sha256.of(digest));
    }
    return count;
  }

  static void mustBe(LockedFile expected, Sha256 got) throws IOException {
    if (!got.equals(expected.sha256())) {
      throw new IOException(
          expected.path()
              + " is not what the signed index says: expected sha256 "
              + expected.sha256()
              + ", got "
              + got);
    }
  }
}
