package org.pgv.manifests.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;

/**
 * A file that is read whole before anything vouches for it: it must be a plain file of a size that
 * such a file can have, so that a pipe or a huge file in its place costs nothing.
 */
public final class ControlFile {
  private ControlFile() {}

  /** Its content; refused where it is no plain file, or has more bytes than {@code limit}. */
  public static Loaded<byte[]> read(Path file, int limit) throws IOException {
    FileState state;
    try {
      state = FileState.of(file);
    } catch (NoSuchFileException _) {
      return refused(file, "is missing");
    } catch (FileSystemException e) {
      // Such as a path that leads through a plain file.
      return refused(file, "cannot be read: " + e.getMessage());
    }
    if (!state.isPlainFile()) {
      return refused(file, state.kind() + ", and a bundle holds plain files only");
    }
    // By what is read and not by the size alone: that may change meanwhile.
    byte[] content = state.size() > limit ? new byte[0] : content(file, limit + 1);
    return state.size() > limit || content.length > limit
        ? refused(file, "is larger than such a file can be (" + limit + " bytes)")
        : new Loaded.Ok<>(content);
  }

  private static byte[] content(Path file, int most) throws IOException {
    try (InputStream in =
        Channels.newInputStream(
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
      return in.readNBytes(most);
    }
  }

  private static Loaded<byte[]> refused(Path file, String what) {
    return new Loaded.Refused<>(List.of(new Problem(file.toString(), what)));
  }
}
