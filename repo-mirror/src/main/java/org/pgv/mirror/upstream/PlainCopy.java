package org.pgv.mirror.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.BlockInput;

/** Keeps a copy of what is read, so that the next run need not decompress it again. */
public final class PlainCopy extends BlockInput {
  private final ContentStore store;
  private final LockedFile expected;
  private final Path copy;
  private final OutputStream out;
  private final MessageDigest digest = Sha256.newDigest();

  private PlainCopy(
      ContentStore store, InputStream in, LockedFile expected, Path copy, OutputStream out) {
    super(in);
    this.store = store;
    this.expected = expected;
    this.copy = copy;
    this.out = out;
  }

  public static PlainCopy into(ContentStore store, InputStream in, LockedFile expected)
      throws IOException {
    Path copy = Files.createTempFile(store.partial(expected.sha256()).getParent(), "plain", "");
    return new PlainCopy(store, in, expected, copy, Files.newOutputStream(copy));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
      out.write(buffer, offset, count);
    }
    return count;
  }

  /** Takes the copy into the store; IOException where it is not what the signed index says. */
  public void keep() throws IOException {
    out.close();
    CheckedInput.mustBe(expected, Sha256.of(digest));
    store.adopt(copy, expected.sha256());
  }

  @Override
  public void close() throws IOException {
    super.close();
    out.close();
    Files.deleteIfExists(copy);
  }
}
