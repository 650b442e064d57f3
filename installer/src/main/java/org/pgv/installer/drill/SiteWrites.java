package org.pgv.installer.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.session.InstalledSite;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.Site;

/** A drill on an installed site: the owner of its first database writes into that. */
public final class SiteWrites {
  private final Reporter reporter;

  public SiteWrites(Reporter reporter) {
    this.reporter = reporter;
  }

  public WriteReport run(InstalledSite installed, WriteDrill.Extent extent)
      throws InterruptedException {
    Site site = installed.site();
    Cluster cluster = site.clusters().getFirst();
    Database database =
        cluster.contents().databases().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.USAGE,
                        new Problem(
                            cluster.name(),
                            "has no database to write into",
                            "name one under 'databases' in the site file")));
    try {
      Path root = Files.createTempFile("pgv-root", ".crt");
      try {
        Files.writeString(root, installed.credentials().authorities().root());
        return new WriteDrill(writes(installed, cluster, database, root), reporter).run(extent);
      } finally {
        Files.deleteIfExists(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostgresWrites writes(
      InstalledSite installed, Cluster cluster, Database database, Path root) {
    Site site = installed.site();
    PostgresWrites.Service service =
        new PostgresWrites.Service(
            cluster.members().stream().map(site::fqdn).toList(),
            site.settings().ports().defaultService(),
            database.name(),
            root.toString());
    String password =
        installed
            .credentials()
            .password(PostgresComponent.passwordName(cluster, database.owner()))
            .reveal();
    return new PostgresWrites(service, database.owner(), password);
  }
}
