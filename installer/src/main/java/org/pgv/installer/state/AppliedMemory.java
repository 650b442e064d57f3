package org.pgv.installer.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.manifests.store.TextFiles;

/** The site as this machine last applied it. */
public record AppliedMemory(Path file) {

  /** Empty where it never did; the hosts say it as well. */
  public Optional<AppliedSite> read() {
    try {
      return Files.exists(file) ? AppliedSite.read(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public void write(AppliedSite site) {
    try {
      TextFiles.replace(file, site.text());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
