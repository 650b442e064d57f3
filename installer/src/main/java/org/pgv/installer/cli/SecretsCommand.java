package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.List;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.InstalledSite;
import org.pgv.installer.state.AuditLog;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgv-install secrets}: what a person or an application needs to connect. */
@Command(
    name = "secrets",
    description = "Show passwords of the site, and the certificate to verify it by.",
    footer = {
      "%nExample:",
      "  pgv-install secrets show postgres/main/app_owner",
      "  pgv-install secrets authority > root.crt"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class SecretsCommand {
  private static final String SITE_HELP = "The site file (default: ${DEFAULT-VALUE}).";

  private final Environment environment;
  private final Disclosure disclosure;
  private final Console console;

  SecretsCommand(Disclosure disclosure, Console console) {
    this.environment = disclosure.environment();
    this.disclosure = disclosure;
    this.console = console;
  }

  @Command(
      description = "List the names of the passwords.",
      footer = "%nExample:%n  pgv-install secrets list --site site.yaml",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site) {
    console.result(String.join("\n", credentials(site).passwordNames()));
    return ExitCode.DONE.number();
  }

  @Command(
      description = {
        "Print one password, and nothing else.",
        "Only for root, and each time it is written down: see 'secrets audit'."
      },
      footer = "%nExample:%n  pgv-install secrets show postgres/main/app_owner",
      mixinStandardHelpOptions = true)
  int show(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site,
      @Parameters(index = "0", paramLabel = "NAME", description = "As 'secrets list' shows it.")
          String name) {
    SiteCredentials credentials = credentials(site);
    List<String> known = credentials.passwordNames();
    if (!known.contains(name)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem("secrets", "no password '" + name + "'", Spelling.hint(name, known)));
    }
    disclosure.of(site, "show " + name);
    console.result(credentials.password(name).reveal());
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Print the site's root certificate, which clients verify the service by.",
      footer = "%nExample:%n  pgv-install secrets authority > root.crt",
      mixinStandardHelpOptions = true)
  int authority(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site) {
    console.result(credentials(site).authorities().root());
    return ExitCode.DONE.number();
  }

  @Command(
      description = {
        "Take the root's key away from this machine, into a file: keep it where nothing is online.",
        "No run needs it; only new intermediates do. Only for root."
      },
      footer = "%nExample:%n  pgv-install secrets offline --output /media/usb/root-demo.key",
      mixinStandardHelpOptions = true)
  int offline(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              required = true,
              description = "The file; it must not be there yet.")
          Path file) {
    RootKey.takeOffline(disclosure.of(site, "the root's key"), file);
    console.result(
        file + ": the root's key, and no longer kept here; without it, no new intermediates");
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Keep the root's key here again.",
      footer = "%nExample:%n  pgv-install secrets online --input /media/usb/root-demo.key",
      mixinStandardHelpOptions = true)
  int online(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site,
      @Option(
              names = "--input",
              paramLabel = "FILE",
              required = true,
              description = "The file that 'secrets offline' has written.")
          Path file) {
    RootKey.bringOnline(InstalledSite.open(environment, site), file);
    console.result("the root's key is kept here again");
    return ExitCode.DONE.number();
  }

  @Command(
      description =
          "List who changed or got to see what at the site, and whether the list is whole.",
      footer = "%nExample:%n  pgv-install secrets audit --site site.yaml",
      mixinStandardHelpOptions = true)
  int audit(
      @Option(names = "--site", defaultValue = "site.yaml", description = SITE_HELP) Path site) {
    Site read = SiteReader.read(site).orRefuse();
    for (AuditLog.Entry entry : disclosure.log(read).entries()) {
      console.result("%s %s: %s".formatted(entry.at(), entry.who(), entry.what()));
    }
    return ExitCode.DONE.number();
  }

  private SiteCredentials credentials(Path site) {
    return InstalledSite.open(environment, site).credentials();
  }
}
