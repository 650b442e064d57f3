package org.pgv.installer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pgv.installer.session.InstalledSite;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;

/** Carries the key of a site's root authority out of its secrets, and back. */
final class RootKey {
  private RootKey() {}

  /** It is on the other medium before it is forgotten here. */
  static void takeOffline(InstalledSite site, Path file) {
    Secret key =
        site.credentials()
            .rootKey()
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.USAGE,
                        new Problem(
                            site.site().name(),
                            "the root's key is not kept here",
                            "it was taken offline before: see 'secrets audit'")));
    try (FileChannel channel =
        FileChannel.open(PrivateFile.create(file), StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(key.reveal().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(file.toString(), "is there already", "name another with --output"),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    site.credentials().forgetRootKey();
    site.credentials().saveOrBeginAgain();
  }

  /** Refused where it is not the key of the site's root certificate. */
  static void bringOnline(InstalledSite site, Path file) {
    try {
      site.credentials().takeRootKey(new Secret(Files.readString(file)));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE, new Problem(file.toString(), "cannot be read", "name the right file"), e);
    }
    site.credentials().saveOrBeginAgain();
  }
}
