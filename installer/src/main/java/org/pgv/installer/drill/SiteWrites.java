package org.pgv.installer.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.connect.ClientSheet;
import org.pgv.installer.session.InstalledSite;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.Service;
import org.pgv.manifests.site.Site;

/** A drill on an installed site: the owner of its first database writes into that. */
public final class SiteWrites {
  private final Reporter reporter;

  public SiteWrites(Reporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Lets clients write as long as the drill lasts, and looks for their rows afterwards.
   *
   * @param through the service they write through
   */
  public WriteReport run(InstalledSite installed, String through, WriteDrill.Extent extent)
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
        return new WriteDrill(writes(installed, cluster, through, database, root), reporter)
            .run(extent);
      } finally {
        Files.deleteIfExists(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Service service(Cluster cluster, String wanted) {
    List<String> names = cluster.services().stream().map(Service::name).toList();
    return cluster
        .find(wanted)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        cluster.name(),
                        "has no service '" + wanted + "'",
                        Spelling.hint(wanted, names))));
  }

  private static PostgresWrites writes(
      InstalledSite installed, Cluster cluster, String through, Database database, Path root) {
    Site site = installed.site();
    PostgresWrites.Service service =
        new PostgresWrites.Service(
            ClientSheet.doors(site, cluster),
            service(cluster, through).port(),
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
