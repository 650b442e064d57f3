package org.pgv.installer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.installer.escrow.Escrow;
import org.pgv.installer.escrow.EscrowReader;
import org.pgv.installer.escrow.EscrowText;
import org.pgv.installer.escrow.Escrows;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.InstalledSite;
import org.pgv.installer.state.EscrowMemory;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** What the escrow command does, with its results put into words. */
final class EscrowVerbs {
  private final Disclosure disclosure;
  private final Console console;

  EscrowVerbs(Disclosure disclosure, Console console) {
    this.disclosure = disclosure;
    this.console = console;
  }

  /** Asks for an escrow where there is none of the present keys. */
  static void remind(Console console, EscrowMemory memory) {
    if (memory.isDue()) {
      console.say(
          (memory.written().isEmpty()
                  ? "no escrow was made yet"
                  : "the keys of the backups are not those of the last escrow")
              + ": run 'pgv-install escrow', print what it writes, and keep it away from the site;"
              + " without it, backups are lost with the admin host");
    }
  }

  /** Writes the escrow to a file of its own. */
  ExitCode write(Path siteFile, Optional<Path> named) {
    InstalledSite installed = disclosure.of(siteFile, "escrow");
    Escrow escrow = escrow(installed);
    Path file = named.orElse(Path.of("escrow-" + escrow.site() + ".txt"));
    try {
      Files.writeString(PrivateFile.create(file), EscrowText.of(escrow));
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              file.toString(), "is there already", "remove it, or name another with --output"),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    remember(installed, escrow);
    console.result(
        file + ": print it, keep it away from the site, and leave no copy of it on this machine");
    return ExitCode.DONE;
  }

  /** Shows it to whoever sees the terminal. */
  ExitCode print(Path siteFile) {
    InstalledSite installed = disclosure.of(siteFile, "escrow");
    Escrow escrow = escrow(installed);
    console.result(EscrowText.of(escrow).stripTrailing());
    remember(installed, escrow);
    return ExitCode.DONE;
  }

  /** Reads one as a new site would, and says what it opens. */
  ExitCode check(Path file) {
    Escrow escrow = EscrowReader.read(file).orRefuse();
    StringBuilder text =
        new StringBuilder(
            "%s: whole; of site %s, made %s".formatted(file, escrow.site(), escrow.made()));
    for (Escrow.Entry entry : escrow.clusters()) {
      text.append(
          "\nopens the backups of cluster %s (PostgreSQL %d), which were at %s"
              .formatted(entry.cluster(), entry.postgres(), entry.store().place()));
    }
    console.result(text.toString());
    return ExitCode.DONE;
  }

  /** Of what is kept: a key that is made for it now is kept before it is shown. */
  private Escrow escrow(InstalledSite installed) {
    var _ = made(installed);
    installed.credentials().save();
    return made(installed);
  }

  private Escrow made(InstalledSite installed) {
    return Escrows.of(
            installed.site(), installed.credentials(), disclosure.environment().clock().instant())
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        installed.site().name(),
                        "has no backups that an escrow could open",
                        "give a host the role 'backup', and apply")));
  }

  private static void remember(InstalledSite installed, Escrow escrow) {
    Escrows.remember(escrow, installed.state().escrow());
  }
}
