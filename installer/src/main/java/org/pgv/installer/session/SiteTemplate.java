package org.pgv.installer.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The site file that a new site starts from. */
public final class SiteTemplate {
  private SiteTemplate() {}

  /** Writes it; false where there is a file already, which stays as it is. */
  public static boolean writeTo(Path file) {
    try (InputStream template = SiteTemplate.class.getResourceAsStream("site.yaml")) {
      if (template == null) {
        throw new IllegalStateException("site.yaml is not in the program");
      }
      Files.copy(template, file);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
