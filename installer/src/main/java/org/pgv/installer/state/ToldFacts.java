package org.pgv.installer.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.value.HostName;

/** What each host of a site told the last time it was asked; for its owner alone. */
public record ToldFacts(Path folder) {

  /**
   * What a host told.
   *
   * @param at when it was written down
   */
  public record Told(String text, Instant at) {}

  /** A power cut may take it: the host tells it again. */
  public void write(HostName host, String text) {
    try {
      Path beside = PrivateFile.folder(folder).resolve(host + "." + ProcessHandle.current().pid());
      Files.writeString(beside, text);
      Files.move(beside, folder.resolve(host.text()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  /** Empty where it never told anything. */
  public Optional<Told> read(HostName host) {
    Path file = folder.resolve(host.text());
    try {
      return Files.exists(file)
          ? Optional.of(
              new Told(Files.readString(file), Files.getLastModifiedTime(file).toInstant()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
