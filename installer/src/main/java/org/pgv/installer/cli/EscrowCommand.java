package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install escrow}: what opens the backups once the site is gone. */
@Command(
    name = "escrow",
    description = {
      "Write what opens the site's backups once the site and this machine are gone.",
      "Print it and keep it away from the site: with it and a copy of the repository, 'apply",
      "--from-escrow' brings the data back on new hosts. It holds no key of the certificate",
      "authority: a new site has a new one. Only its owner may read the file."
    },
    footer = {
      "%nExample:",
      "  pgv-install escrow site.yaml --output /media/usb/escrow-demo.txt",
      "  pgv-install escrow --check typed-from-paper.txt"
    },
    mixinStandardHelpOptions = true)
final class EscrowCommand implements Callable<Integer> {
  private final EscrowVerbs verbs;

  @Mixin private SiteFile siteFile = new SiteFile();

  @ArgGroup private Where where = new Where();

  /** What becomes of it. */
  static final class Where {
    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "The file (default: escrow-SITE.txt); it must not be there yet.")
    private @Nullable Path output;

    @Option(names = "--print", description = "Print it to standard output instead.")
    private boolean print;

    @Option(
        names = "--check",
        paramLabel = "FILE",
        description = {
          "Read an escrow, such as one typed from paper, and say what it opens.",
          "Names each line with a mistake in it."
        })
    private @Nullable Path check;
  }

  EscrowCommand(EscrowVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    if (where.check != null) {
      return verbs.check(where.check).number();
    }
    return (where.print
            ? verbs.print(siteFile.path())
            : verbs.write(siteFile.path(), Optional.ofNullable(where.output)))
        .number();
  }
}
