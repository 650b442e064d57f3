package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.session.Bundles;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Installer;
import org.pgv.installer.session.Preflight;
import org.pgv.installer.state.AuditLog;
import org.pgv.installer.state.Operator;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.site.SiteReader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class AuditedRunTest {
  /** Verbs that only look, or are for no site. */
  private static final Set<String> LOOKS =
      Set.of(
          "init",
          "check",
          "plan",
          "status",
          "verify",
          "ports",
          "connect",
          "completion",
          "backup list",
          "backup verify",
          "secrets list",
          "sessions",
          "secrets authority",
          "secrets audit");

  private final Path folder;
  private final Path site;

  AuditedRunTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    site = folder.resolve("site.yaml");
    Files.writeString(
        site,
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: db1, address: 10.77.0.11, roles: [etcd] }]
        clusters: [{ name: main, members: [db1] }]
        """);
  }

  @Test
  void everyVerbIsWrittenDownOrKnownToLookOnly() {
    Set<String> all = new TreeSet<>();
    leaves(Main.commandLine(console()))
        .map(command -> AuditedRun.verb(command.getCommandSpec()))
        .filter(verb -> !verb.startsWith("sandbox"))
        .forEach(all::add);

    Set<String> known = new TreeSet<>(AuditedRun.WRITTEN_DOWN);
    known.addAll(LOOKS);
    assertEquals(known, all);
  }

  @Test
  void ofEveryVerbThatIsWrittenDownTheSiteIsKnown() {
    leaves(Main.commandLine(console()))
        .map(CommandLine::getCommandSpec)
        .filter(spec -> AuditedRun.WRITTEN_DOWN.contains(AuditedRun.verb(spec)))
        .forEach(spec -> assertTrue(namesSite(spec), spec.qualifiedName()));
  }

  private static boolean namesSite(CommandSpec spec) {
    return Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
        .anyMatch(arg -> arg.type() == Path.class && arg.defaultValue() != null);
  }

  @Test
  void noOptionTakesASecret() {
    leaves(Main.commandLine(console()))
        .flatMap(command -> command.getCommandSpec().options().stream())
        .forEach(
            option ->
                assertFalse(
                    option.longestName().matches(".*(password|passphrase|secret=|token).*"),
                    option.longestName()));
  }

  @Test
  void saysWhoAskedForWhatBeforeItBeginsAndHowItEnded() throws IOException {
    Disclosure disclosure = disclosure();

    int code = run(disclosure, "apply", site.toString(), "--allow-downgrade", "--waive", "a b");

    String words = "apply " + site + " --allow-downgrade --waive 'a b'";
    assertEquals(ExitCode.USAGE.number(), code);
    assertEquals(
        List.of(words, "ended with exit code 2: " + words),
        log(disclosure).entries().stream().map(AuditLog.Entry::what).toList());
    assertEquals("ada as root", log(disclosure).entries().getFirst().who());
  }

  @Test
  void whoOnlyLooksIsNotWrittenDown() {
    Disclosure disclosure = disclosure();

    run(disclosure, "plan", site.toString());

    assertEquals(List.of(), log(disclosure).entries());
  }

  private int run(Disclosure disclosure, String... words) {
    Environment environment = disclosure.environment();
    SiteVerbs verbs =
        new SiteVerbs(
            new Installer(environment, Preflight.none()),
            new Bundles(environment.clock(), console()),
            console(),
            folder.resolve("log"),
            new java.io.BufferedReader(java.io.Reader.nullReader()));
    CommandLine tool = new CommandLine(new Main());
    tool.addSubcommand(new ApplyCommand(verbs));
    tool.addSubcommand(new PlanCommand(verbs));
    tool.setExecutionStrategy(new AuditedRun(disclosure));
    return new Program(tool, console()).run(words);
  }

  private AuditLog log(Disclosure disclosure) {
    return disclosure.log(SiteReader.read(site).orRefuse());
  }

  private Disclosure disclosure() {
    return new Disclosure(
        new Environment(
            new Environment.Folders(folder, folder),
            Clock.systemUTC(),
            new SecureRandom(),
            console(),
            Optional.empty()),
        Operator.of(Map.of("SUDO_USER", "ada"), "root"));
  }

  /** Commands that do something themselves; drill does so, and has one below it. */
  private static Stream<CommandLine> leaves(CommandLine command) {
    Stream<CommandLine> below =
        command.getSubcommands().values().stream().distinct().flatMap(AuditedRunTest::leaves);
    boolean runs =
        command.getSubcommands().isEmpty()
            || command.getCommand() instanceof java.util.concurrent.Callable<?>;
    return runs ? Stream.concat(Stream.of(command), below) : below;
  }

  private static Console console() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    return new Console(nowhere, nowhere, false);
  }
}
