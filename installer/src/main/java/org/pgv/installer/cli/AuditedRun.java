package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.installer.host.Shell;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.state.AuditLog;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command, and writes into the site's audit log who asked for what before it begins, and how
 * it ended, where it changes or discloses something. A run that was killed has no end there. No
 * option takes a secret, and so all arguments are written down.
 */
record AuditedRun(Disclosure disclosure) implements IExecutionStrategy {
  /** Every verb that changes something at a site, or hands out something of its secrets. */
  static final Set<String> WRITTEN_DOWN =
      Set.of(
          "apply",
          "clone",
          "uninstall",
          "restore",
          "backup full",
          "backup diff",
          "backup incr",
          "drill",
          "drill restore",
          "escrow",
          "secrets show",
          "secrets offline",
          "secrets online",
          "client-bundle");

  @Override
  public int execute(ParseResult parsed) {
    ParseResult deepest = deepest(parsed);
    Optional<AuditLog> log =
        deepest.isUsageHelpRequested() || !WRITTEN_DOWN.contains(verb(deepest.commandSpec()))
            ? Optional.empty()
            : siteFile(deepest.commandSpec()).flatMap(this::log);
    if (log.isEmpty()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    return written(log.get(), Shell.line(parsed.originalArgs()), parsed);
  }

  private int written(AuditLog log, String words, ParseResult parsed) {
    log.add(disclosure.operator(), words);
    int code = ExitCode.FAILED.number();
    try {
      code = new CommandLine.RunLast().execute(parsed);
      return code;
    } catch (CommandLine.ExecutionException e) {
      code =
          switch (e.getCause()) {
            case Refusal refusal -> refusal.code().number();
            case InterruptedException _ -> ExitCode.INTERRUPTED.number();
            case null, default -> ExitCode.FAILED.number();
          };
      throw e;
    } finally {
      log.add(disclosure.operator(), "ended with exit code " + code + ": " + words);
    }
  }

  /** What a command is called below the tool. */
  static String verb(CommandSpec spec) {
    String whole = spec.qualifiedName();
    return whole.substring(whole.indexOf(' ') + 1);
  }

  /** The site file that a command is for. */
  static Optional<Path> siteFile(CommandSpec spec) {
    return Stream.concat(
            spec.options().stream().filter(option -> option.longestName().equals("--site")),
            spec.positionalParameters().stream()
                .filter(positional -> positional.paramLabel().equals("SITE")))
        .map(ArgSpec::getValue)
        .filter(Objects::nonNull)
        .map(value -> (Path) value)
        .findFirst();
  }

  /** A file that is none is refused by the command itself, before it does anything. */
  private Optional<AuditLog> log(Path siteFile) {
    return switch (SiteReader.read(siteFile)) {
      case Loaded.Ok<Site>(Site site) -> Optional.of(disclosure.log(site));
      case Loaded.Refused<Site> _ -> Optional.empty();
    };
  }

  private static ParseResult deepest(ParseResult parsed) {
    List<ParseResult> way = new ArrayList<>(List.of(parsed));
    while (way.getLast().hasSubcommand()) {
      way.add(way.getLast().subcommand());
    }
    return way.getLast();
  }
}
