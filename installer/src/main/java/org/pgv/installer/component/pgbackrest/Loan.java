package org.pgv.installer.component.pgbackrest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.resource.Content;
import org.pgv.installer.secret.Credentials.Leaf;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.installer.template.Template;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.SiteHost;

/**
 * The repository of a cluster, lent to a member of another one for as long as a script runs: what
 * opens it is in a folder in memory that only PostgreSQL's account sees, and goes with the script.
 *
 * @param lender whose repository it is
 * @param borrower the stanza that the member belongs to
 */
public record Loan(Stanza lender, Stanza borrower, SiteHost member) {
  /** Longer than any restore takes. */
  private static final Duration PASS = Duration.ofDays(3);

  private static final Template CONFIG = new Template(Loan.class, "pgbackrest.conf.ftl");
  private static final Template FUNCTIONS = new Template(Loan.class, "loan.sh.ftl");

  /** What the functions are laid out from. */
  public record Values(String folder, String spool, String user) {}

  /** What a script reads from stdin that calls {@code take_loan}. */
  public Content input() {
    return Content.secret(CONFIG.render(config()) + pass());
  }

  /** Lets a script say {@code take_loan}, which reads {@link #input}, and {@code give_back}. */
  public String functions() {
    return FUNCTIONS.render(new Values(folder(), spool(), borrower.user()));
  }

  /** The words that begin a command of pgBackRest for the stanza that is lent. */
  public String program() {
    return "%s --config=%s/pgbackrest.conf --stanza=%s"
        .formatted(Stanza.PROGRAM, folder(), lender.name());
  }

  private String folder() {
    return "/run/pgv/from-" + lender.name();
  }

  private String spool() {
    return BackupHost.SPOOL + "/from-" + lender.name();
  }

  private String passFile() {
    return folder() + "/pass.pem";
  }

  /** Whoever keeps a folder lets in who bears the name of its stanza. */
  private String pass() {
    return switch (lender.backup().repository()) {
      case Repository.Posix posix when !member.name().equals(posix.host()) -> {
        String name = member.name() + "/pgbackrest-pass-" + lender.name();
        Leaf leaf =
            lender.topology().credentials().pass(LeafRequest.client(name, lender.role()), PASS);
        yield leaf.chain() + leaf.key().reveal();
      }
      case Repository.Posix _, Repository.Minio _, Repository.S3 _ -> "";
    };
  }

  private PgBackRestConfig config() {
    List<Setting> settings = new ArrayList<>(StanzaSettings.toRead(lender, member, passFile()));
    settings.add(Setting.of("pg1-path", borrower.dataDirectory()));
    return new PgBackRestConfig(
        List.of(
            new PgBackRestConfig.Section("global", global()),
            new PgBackRestConfig.Section(lender.name(), settings)));
  }

  private List<Setting> global() {
    int cpus = lender.topology().facts(member.name()).machine().capacity().cpus();
    return List.of(
        Setting.of("log-path", BackupHost.LOGS),
        Setting.of("log-level-console", "warn"),
        Setting.of("log-level-stderr", "off"),
        Setting.of("log-level-file", "detail"),
        Setting.of("lock-path", folder() + "/lock"),
        Setting.of("spool-path", spool()),
        Setting.of("archive-async", "y"),
        Setting.of("archive-get-queue-max", "128MiB"),
        Setting.of("process-max", Math.max(1, cpus)));
  }
}
