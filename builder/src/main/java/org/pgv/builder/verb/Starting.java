package org.pgv.builder.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.pgv.manifests.manifest.Manifests;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

/** Gives a person a manifest of their own to change. */
public final class Starting {

  /** Writes the shipped manifest to a new file, and returns which. */
  public Path init(Target target, Optional<Path> named) {
    Path file = named.orElse(Path.of(target + ".yaml"));
    String text = Manifests.shipped(target).text();
    try {
      return Files.writeString(
          file,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(file.toString(), "is there already", "name another file with --manifest"),
          e);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem(file.toString(), "cannot be written: " + e.getMessage()), e);
    }
  }
}
