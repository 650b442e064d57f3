package org.pgv.builder.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.builder.key.SigningKeys;
import org.pgv.builder.runtime.JavaHome;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.builder.verb.Building;
import org.pgv.builder.verb.Explaining;
import org.pgv.builder.verb.Fitting;
import org.pgv.builder.verb.Locking;
import org.pgv.builder.verb.Session;
import org.pgv.builder.verb.Starting;
import org.pgv.builder.verb.Verifying;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.console.CompletionCommand;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
import org.pgv.manifests.console.Subcommands;
import org.pgv.manifests.manifest.ManifestReader;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Target;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The pgv-bundle command; the one place where its parts are put together. */
@Command(
    name = "pgv-bundle",
    version = "pgv 0.1.0",
    description = "Builds bundles that install a PostgreSQL service where there is no internet.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  pgv-bundle build debian13"},
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Console console = Console.ofProcess();
    CommandLine tool = new CommandLine(new Main());
    addCommands(Subcommands.of(tool, List.of(args)), console);
    System.exit(new Program(withConverters(tool), console).run(args));
  }

  /** The tool with every command. */
  static CommandLine commandLine(Console console) {
    CommandLine tool = new CommandLine(new Main());
    addCommands(Subcommands.all(tool), console);
    return withConverters(tool);
  }

  private static void addCommands(Subcommands tool, Console console) {
    Clock clock = Clock.systemUTC();
    Workplace workplace = Workplace.of(System.getenv());
    Session session = new Session(workplace, System.getenv(), Path.of("/etc/apt"), clock, console);
    SigningKeys keys =
        new SigningKeys(
            workplace.signingKey(),
            Optional.ofNullable(System.getenv("PGV_KEY_PASSPHRASE_FILE")).map(Path::of),
            clock);
    Locking locking = new Locking(session);
    Building building =
        new Building(
            session,
            locking,
            keys,
            new Building.Installation(
                System.getProperty("java.class.path"), System.getProperty("pgv.installer", "")),
            new RuntimeLinker(workplace.runtimes(), JavaHome.ofProcess(), console));
    Output output = new Output(console, workplace.logs(), clock);
    tool.addSubcommand(new InitCommand(new Starting(), output))
        .addSubcommand(new LockCommand(locking, output))
        .addSubcommand(new BuildCommand(building, output))
        .addSubcommand(new VerifyCommand(new Verifying(session, keys), output))
        .addSubcommand(new WhyCommand(new Explaining(), output))
        .addSubcommand(new FitsCommand(new Fitting(session), output))
        .addSubcommand(new KeysCommand(keys, output))
        .addSubcommand(new CompletionCommand(console));
  }

  private static CommandLine withConverters(CommandLine tool) {
    return tool.registerConverter(Target.class, converter(Target::parse))
        .registerConverter(URI.class, converter(ManifestReader::mirror))
        .registerConverter(Fingerprint.class, converter(Fingerprint::parse))
        .registerConverter(BundleVersion.class, converter(BundleVersion::new));
  }

  private static <T> ITypeConverter<T> converter(ITypeConverter<T> parser) {
    return text -> {
      try {
        return parser.convert(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    };
  }
}
