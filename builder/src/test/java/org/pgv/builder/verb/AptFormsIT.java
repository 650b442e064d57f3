package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.builder.AptClient;
import org.pgv.builder.Commands;
import org.pgv.builder.DebArchive;
import org.pgv.builder.workplace.Workplace;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Target;

/**
 * Archives in every form there is, alone and together: what real apt reads is locked as apt has it.
 */
class AptFormsIT {
  private static final List<String> ALL = List.of("helper=1.0", "library=1.5", "service=2.0");
  private static final String[] USUAL = {"", ".gz", ".xz"};
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Path gnuPg;
  private static Path key;
  private static String fingerprint;

  @BeforeAll
  static void makeKey() throws Exception {
    gnuPg = Files.createTempDirectory("gpg");
    DebArchive.makeKey(gnuPg);
    key =
        Files.writeString(
            folder.resolve("archive.asc"), DebArchive.gpg(gnuPg, "--armor", "--export"));
    fingerprint =
        DebArchive.gpg(gnuPg, "--with-colons", "--list-keys")
            .lines()
            .filter(line -> line.startsWith("fpr:"))
            .map(line -> line.split(":", -1)[9])
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void endAgent() throws Exception {
    Commands.run(folder, "gpgconf", "--homedir", gnuPg.toString(), "--kill", "all");
  }

  /** What is changed of an archive that has nothing odd. */
  static final class Form {
    private final String name;
    private String suite = "stable";
    private String components = "main";
    private String place = "main/binary-amd64/";
    private String[] endings = USUAL;
    private List<String> absent = List.of();
    private String head = "Suite: stable\nCodename: stable\n";
    private String date = "Date: " + DATE.format(Instant.now().minus(Duration.ofDays(1))) + "\n";
    private String architectures = "amd64";
    private List<String> tables = List.of("SHA256");
    private boolean beside;
    private String[] signing = {"--armor"};
    private boolean carriageReturns;
    private Charset charset = StandardCharsets.UTF_8;
    private String[] edits = {};
    private String aptOptions = "";
    private String keys = "";
    private boolean altered;
    private boolean aptRefuses;
    private boolean weRefuse;

    Form(String name) {
      this.name = name;
    }

    private Form in(String chosenSuite, String chosenComponents) {
      suite = chosenSuite;
      components = chosenComponents;
      place = components.isEmpty() ? "" : place;
      return this;
    }

    private Form as(String... chosen) {
      endings = chosen;
      return this;
    }

    private Form without(String... gone) {
      absent = List.of(gone);
      return this;
    }

    private Form saying(String chosen) {
      head = chosen;
      return this;
    }

    private Form dated(String chosen) {
      date = chosen;
      return this;
    }

    private Form by(String... chosen) {
      tables = List.of(chosen);
      return this;
    }

    private Form signedBeside(String... options) {
      beside = true;
      signing = options;
      return this;
    }

    private Form edited(String... replacements) {
      edits = replacements;
      return this;
    }

    private Form refusedByBoth() {
      aptRefuses = true;
      weRefuse = true;
      return this;
    }

    private Form refusedByApt() {
      aptRefuses = true;
      return this;
    }

    private String folder() {
      return components.isEmpty() ? suite.replaceFirst("^\\./|^/", "") : "dists/" + suite + "/";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Form form(String name) {
    return new Form(name);
  }

  static List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (String ending : List.of(".bz2", ".zst", ".lzma", ".xz", ".gz")) {
      forms.add(form("only " + ending).as("", ending).without(""));
    }
    forms.add(form("only plain").as("", ".gz", ".xz").without(".gz", ".xz"));
    forms.add(form("gzip listed and absent").without(".gz", ""));
    forms.add(form("SHA512 alone").by("SHA512"));
    forms.add(form("SHA512 alone, gzip absent").by("SHA512").without(".gz", ""));
    forms.add(form("weak digests alone").by("MD5Sum", "SHA1").refusedByBoth());
    forms.add(form("packages by SHA512 alone").edited("SHA256: [0-9a-f]+\n", ""));
    forms.add(form("signature beside").signedBeside("--armor"));
    Form binary = form("binary signature beside").signedBeside().refusedByApt();
    forms.add(binary);
    forms.add(form("flat").in("./", ""));
    forms.add(form("flat in a folder").in("binary/", ""));
    forms.add(form("flat without a name").in("/", "").saying(""));
    forms.add(
        form("flat, bz2, SHA512, signature beside")
            .in("./", "")
            .as("", ".bz2")
            .without("")
            .by("SHA512")
            .saying("")
            .signedBeside("--armor"));
    forms.add(
        form("suite with strokes")
            .in("noble/db-org/8.0", "multiverse")
            .saying("Suite: noble\nCodename: noble/db-org\n"));
    forms.add(
        form("suite below another").in("buster/updates", "main").saying("Codename: buster\n"));
    forms.add(form("neither Suite nor Codename").saying(""));
    forms.add(form("folded Provides").edited("Provides: (.*), (.*), ", "Provides: $1,\n $2,\n\t"));
    forms.add(form("folded Depends").edited("Depends: (.*), ", "Depends: $1,\n "));
    forms.add(
        form("lower-case fields")
            .edited(
                "Package:",
                "package:",
                "Provides:",
                "PROVIDES:",
                "Filename:",
                "filename:",
                "Depends:",
                "depends:"));
    Form latin =
        form("Latin-1").saying("Suite: stable\nCodename: stable\nDescription: \u00e9t\u00e9\n");
    latin.charset = StandardCharsets.ISO_8859_1;
    forms.add(latin);
    Form returns = form("CRLF in the signed index");
    returns.carriageReturns = true;
    forms.add(returns);
    forms.add(form("CRLF in Packages").edited("\n", "\r\n"));
    forms.add(form("one digit of a day").dated("Date: Sun, 1 Nov 2026 8:09:07 UTC\n"));
    forms.add(form("zone in digits").dated("Date: Sun, 01 Nov 2026 08:09:07 +0000\n"));
    forms.add(form("zone GMT").dated("Date: Sun, 01 Nov 2026 08:09:07 GMT\n"));
    forms.add(form("another day of the week").dated("Date: Mon, 01 Nov 2026 08:09:07 UTC\n"));
    forms.add(form("RFC 850").dated("Date: Sunday, 01-Nov-26 08:09:07 GMT\n"));
    forms.add(form("asctime").dated("Date: Sun Nov  1 08:09:07 2026\n"));
    forms.add(form("no date").dated(""));
    forms.add(form("no date that is one").dated("Date: yesterday\n"));
    forms.add(
        form("ahead of the clock")
            .dated(dated(Instant.now().plus(Duration.ofDays(9))))
            .refusedByBoth());
    String over =
        dated(Instant.now().minus(Duration.ofDays(40)))
            + "Valid-Until: "
            + DATE.format(Instant.now().minus(Duration.ofDays(33)))
            + "\n";
    forms.add(form("expired").dated(over).refusedByBoth());
    Form snapshot = form("expired, as a snapshot").dated(over);
    snapshot.aptOptions = "check-valid-until=no";
    snapshot.keys = "    notAfter: 2999-12-31\n";
    forms.add(snapshot);
    Form all = form("packages for all architectures alone");
    all.place = "main/binary-all/";
    all.architectures = "all";
    forms.add(all.edited("Architecture: amd64", "Architecture: all"));
    Form synchronised = form("in the middle of a synchronisation").refusedByBoth();
    synchronised.altered = true;
    forms.add(synchronised);
    for (String name :
        List.of(
            "./pool/NAME",
            "/pool/NAME",
            "pool//NAME",
            "pool/x/../NAME",
            "pool/a+b NAME",
            "pool/100%NAME",
            "pool/\u00e4NAME",
            "pool/~NAME")) {
      forms.add(
          form("file name " + name)
              .edited(
                  "Filename: pool/(.*)",
                  "Filename: " + name.replace("\\", "\\\\").replace("NAME", "$1")));
    }
    return forms;
  }

  private static String dated(Instant time) {
    return "Date: " + DATE.format(time) + "\n";
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsWhatAptReads(Form form) throws Exception {
    Path place = Files.createTempDirectory(folder, "case");
    try (DebArchive archive = new DebArchive(gnuPg)) {
      publish(archive, form);
      String source = archive.address() + " " + form.suite + " " + form.components;

      Collection<String> theirs =
          AptClient.gets(
              Files.createDirectories(place.resolve("apt")),
              key,
              source,
              form.aptOptions,
              List.of("service"));

      assertEquals(form.aptRefuses ? List.of() : ALL, List.copyOf(theirs), "apt");
      assertEquals(form.weRefuse ? List.of() : ALL, List.copyOf(ours(archive, form, place)));
    }
  }

  private static void publish(DebArchive archive, Form form) throws Exception {
    String packages =
        archive.stanza("service", "2.0", "Depends: virtual (>= 1), library")
            + archive.stanza("helper", "1.0", "Provides: other, virtual (= 2), third")
            + archive.stanza("library", "1.5");
    for (int i = 0; i < form.edits.length; i += 2) {
      packages = packages.replaceAll(form.edits[i], form.edits[i + 1]);
    }
    moveFiles(archive, packages);
    byte[] plain = packages.getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> indices = new LinkedHashMap<>();
    String place = form.place.replaceFirst("^main", form.components);
    DebArchive.forms(plain, form.endings)
        .forEach((ending, content) -> indices.put(place + "Packages" + ending, content));
    StringBuilder release = new StringBuilder(form.head + form.date);
    release.append("Architectures: ").append(form.architectures);
    release.append("\nComponents: ").append(form.components).append('\n');
    for (String table : form.tables) {
      String algorithm = table.replaceFirst("Sum$", "").replaceFirst("^SHA", "SHA-");
      release.append(DebArchive.table(table, algorithm, indices));
    }
    for (Map.Entry<String, byte[]> one : indices.entrySet()) {
      String ending = one.getKey().substring((place + "Packages").length());
      if (!form.absent.contains(ending)) {
        archive.put(
            form.folder() + one.getKey(),
            form.altered
                ? (one.getKey() + " of tomorrow").getBytes(StandardCharsets.UTF_8)
                : one.getValue());
      }
    }
    if (form.beside) {
      archive.signBeside(form.folder(), release.toString(), form.signing);
    } else {
      archive.signInOne(form.folder(), release.toString(), form.charset);
    }
    if (form.carriageReturns) {
      String text =
          new String(archive.file(form.folder() + "InRelease"), StandardCharsets.ISO_8859_1);
      archive.put(
          form.folder() + "InRelease",
          text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Serves files under the names that the index gives them, as a file system would. */
  private static void moveFiles(DebArchive archive, String packages) {
    packages
        .lines()
        .filter(line -> line.startsWith("Filename: "))
        .map(line -> line.substring("Filename: ".length()).strip())
        .forEach(
            name -> {
              String plain = name.replaceFirst(".*(service|helper|library)_", "pool/$1_");
              byte[] content = archive.file(plain);
              String path = Path.of("/" + name).normalize().toString();
              archive.put(path.substring(1), content);
              archive.put(name, content);
              archive.put("/" + name, content);
              archive.put(name.replaceFirst("^\\./", ""), content);
            });
  }

  private static Collection<String> ours(DebArchive archive, Form form, Path place)
      throws Exception {
    Files.copy(key, place.resolve("archive.asc"));
    String components =
        form.components.isEmpty() ? "" : "    components: [" + form.components + "]\n";
    Path manifest =
        Files.writeString(
            place.resolve("manifest.yaml"),
            """
            apiVersion: pgv/v1
            target: debian13
            repositories:
              - name: test
                suites: ["%s"]
            %s%s    mirrors: ["%s"]
                keys: [{ file: archive.asc, fingerprint: %s }]
            packages:
              base: [service]
            """
                .formatted(form.suite, components, form.keys, archive.address(), fingerprint));
    Session session =
        new Session(
            new Workplace(place.resolve("cache"), place.resolve("home")),
            Map.of(),
            place.resolve("no-apt"),
            Clock.systemUTC(),
            Reporter.silent());
    Locking.Request request =
        new Locking.Request(
            Target.parse("debian13"),
            Optional.of(manifest),
            Map.of(),
            false,
            Optional.of(place.resolve("lock.json")));
    Collection<String> chosen = new TreeSet<>();
    try {
      Locking locking = new Locking(session);
      for (LockedPackage one : locking.lock(request).lock().packages()) {
        chosen.add(one.id().name() + "=" + one.id().version());
      }
    } catch (Refusal refusal) {
      assertTrue(form.weRefuse, () -> refusal.problems().toString());
    }
    return chosen;
  }
}
