package org.pgv.installer.session;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.state.SiteState;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

/** A site that was installed from this machine, with what is kept of it here. */
public record InstalledSite(Site site, SiteState state, SiteCredentials credentials) {

  /** Reads both; refuses a site that nobody installed from here. */
  public static InstalledSite open(Environment environment, Path siteFile) {
    Site site = SiteReader.read(siteFile).orRefuse();
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    if (!Files.exists(state.secrets())) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              site.name(),
              "this machine keeps no secrets of the site, in " + state.folder(),
              "run this where 'pgv-install apply' ran, with the same PGV_HOME"));
    }
    return new InstalledSite(site, state, SiteSession.credentials(environment, site, state));
  }
}
