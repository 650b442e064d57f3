package org.pgv.installer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.connect.Audience;
import org.pgv.installer.connect.ClientBundle;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.InstalledSite;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgv-install client-bundle}: all that an application's team needs, as one archive. */
@Command(
    name = "client-bundle",
    description = {
      "Pack what an application needs to connect.",
      "ROLE.tar holds the site's root certificate, ready connections, and the role's password or",
      "certificate; only its owner may read it. Only for root: see 'secrets audit'."
    },
    footer = {"%nExample:", "  pgv-install client-bundle app_owner --site site.yaml"},
    mixinStandardHelpOptions = true)
final class ClientBundleCommand implements Callable<Integer> {
  private final Disclosure disclosure;
  private final Console console;

  @Parameters(index = "0", paramLabel = "ROLE", description = "The role it connects as.")
  private String role = "";

  @Option(
      names = "--site",
      defaultValue = "site.yaml",
      description = "The site file (default: ${DEFAULT-VALUE}).")
  private Path site = Path.of("site.yaml");

  @Mixin private DatabaseOptions asked = new DatabaseOptions();

  @Option(names = "--output", paramLabel = "FILE", description = "The archive (default: ROLE.tar).")
  private @Nullable Path output;

  ClientBundleCommand(Disclosure disclosure, Console console) {
    this.disclosure = disclosure;
    this.console = console;
  }

  @Override
  public Integer call() {
    InstalledSite installed = disclosure.of(site, "client-bundle " + role);
    Audience audience = asked.audience(installed.site(), Optional.of(role));
    Path file = output == null ? Path.of(role + ".tar") : output;
    try {
      ClientBundle bundle = new ClientBundle(installed.site(), audience, installed.credentials());
      bundle.claim();
      // Kept first: where another run has made the same meanwhile, that is what is packed.
      installed.credentials().save();
      bundle.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written", e);
    }
    console.result(file.toString());
    return ExitCode.DONE.number();
  }
}
