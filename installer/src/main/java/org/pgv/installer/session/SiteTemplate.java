package org.pgv.installer.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** The site file that a new site starts from. */
public final class SiteTemplate {
  private SiteTemplate() {}

  /** Writes it; false where there is a file already, which stays as it is. */
  public static boolean writeTo(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && BundleLayout.isBundle(folder)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              file.toString(),
              "would be in a bundle, which holds nothing but what was signed",
              "make a folder for the site, and run this command there"));
    }
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
