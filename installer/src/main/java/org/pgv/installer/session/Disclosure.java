package org.pgv.installer.session;

import java.nio.file.Path;
import org.pgv.installer.state.AuditLog;
import org.pgv.installer.state.Operator;
import org.pgv.installer.state.SiteState;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;

/** Opens what is kept of a site to somebody who wants to see a secret of it. */
public record Disclosure(Environment environment, Operator operator) {

  /**
   * The site, after it was written down who gets to see what; refused to anybody but root.
   *
   * @param what such as {@code show postgres/main/app_owner}
   */
  public InstalledSite of(Path siteFile, String what) {
    if (!operator.isRoot()) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem("secrets", "are shown to root only, not to " + operator, "use sudo"));
    }
    InstalledSite site = InstalledSite.open(environment, siteFile);
    log(site.site()).add(operator, "hands out " + what);
    return site;
  }

  /** Who changed or got to see what until now. */
  public AuditLog log(Site site) {
    SiteState state = SiteState.of(environment.folders().state(), site.name());
    return new AuditLog(state.audit(), state.auditHead(), environment.clock());
  }
}
