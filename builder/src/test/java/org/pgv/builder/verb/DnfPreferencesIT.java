package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.builder.TestRpmRepository;

/**
 * What a manifest prefers is what dnf prefers: both read the same {@code .repo} file, and the
 * packages with the repository each is from are to be the same.
 */
class DnfPreferencesIT {
  private static final String SOMEBODY = "outside";

  @TempDir private static Path folder;
  private static TestRpmRepository stable;
  private static TestRpmRepository fresh;
  private static TestRpmRepository outside;

  /** A question to both; the options are those of the repositories in the {@code .repo} file. */
  record Asked(
      String name, String stableOptions, String freshOptions, Wishes wishes, String packages) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Keys of the manifest, and the words that say the same to dnf's script. */
  record Wishes(String keys, List<String> words) {
    static final Wishes NONE = new Wishes("", List.of());
  }

  @BeforeAll
  static void publish() throws Exception {
    stable =
        new TestRpmRepository(Files.createDirectories(folder.resolve("s")))
            .add("tool", "1.0")
            .add("lib", "1.0")
            .add("same", "1.0")
            .add("top", "1.0")
            .add("engine", "3.0")
            .add("family", "1.0", "Recommends: pg, pg-server, pg-libs, any-lang-pack, tool, lib")
            .describeGroups(
                """
                <group><id>shared</id><name>Shared</name><packagelist>
                  <packagereq type="optional">tool</packagereq>
                  <packagereq type="mandatory">same</packagereq>
                </packagelist></group>
                """)
            .publish();
    fresh =
        new TestRpmRepository(Files.createDirectories(folder.resolve("f")))
            .add("tool", "2.0")
            .add("lib", "2.0", "Recommends: tool")
            .add("app", "1.0", "Requires: lib")
            .add("strict", "1.0", "Requires: lib >= 2")
            .add("top", "2.0", "Requires: nowhere")
            .add("guest", "1.0", "Requires: hosts-own(release) >= 3")
            .add("pg", "1.0")
            .add("pg-server", "1.0")
            .add("pg-libs", "1.0")
            .add("any-lang-pack", "2.0")
            .add("engine", "1.0", "ModularityLabel: engine:1:1:a")
            .add("engine", "2.0", "ModularityLabel: engine:2:1:b");
    Files.copy(
        stable.folder().resolve("same-1.0-1.el9.noarch.rpm"),
        fresh.folder().resolve("same-1.0-1.el9.noarch.rpm"),
        StandardCopyOption.REPLACE_EXISTING);
    fresh.describe(modules()).describeGroups(groups()).publish();
    outside =
        new TestRpmRepository(Files.createDirectories(folder.resolve("o")))
            .add(SOMEBODY, "1.0", "Provides: hosts-own(release) = 9")
            .publish();
  }

  @AfterAll
  static void close() {
    stable.close();
    fresh.close();
    outside.close();
  }

  static List<Asked> asked() {
    Wishes best = new Wishes("best: true", List.of("best"));
    Wishes weak = new Wishes("recommends: true", List.of("weak"));
    Wishes enabled = new Wishes("modules: { enable: ['engine:2'] }", List.of("+engine:2"));
    Wishes disabled = new Wishes("modules: { disable: [engine] }", List.of("-engine"));
    Wishes assumed = new Wishes("assumeProvides: [hosts-own(release)]", List.of());
    return List.of(
        new Asked("the newest without any preference", "", "", Wishes.NONE, "tool, app"),
        new Asked("the preferred repository", "priority=10", "", Wishes.NONE, "tool, app"),
        new Asked("a need beyond priority", "priority=10", "", Wishes.NONE, "strict"),
        new Asked("priority against cost", "priority=50", "cost=1", Wishes.NONE, "tool, same"),
        new Asked("the cheaper of two alike", "cost=2000", "", Wishes.NONE, "same"),
        new Asked("the other cheaper one", "", "cost=2000", Wishes.NONE, "same"),
        new Asked("cost only among alike", "cost=1", "cost=2000", Wishes.NONE, "tool"),
        new Asked("without what is excluded", "", "excludepkgs=li*", Wishes.NONE, "app, tool"),
        new Asked("without a version", "", "exclude=lib-2.0 tool-2*", Wishes.NONE, "app, tool"),
        new Asked("without an architecture", "", "excludepkgs=lib.noarch", Wishes.NONE, "app"),
        new Asked("nothing where all is excluded", "", "excludepkgs=l*", Wishes.NONE, "strict"),
        new Asked("only what is included", "", "includepkgs=app", Wishes.NONE, "app, tool"),
        new Asked(
            "excluded and included", "", "includepkgs=l*\nexclude=lib", Wishes.NONE, "lib, tool"),
        excluding("pg-*", "excludepkgs"),
        excluding("pg*", "excludepkgs"),
        excluding("pg?*", "excludepkgs"),
        excluding("pg-[a-l]*", "excludepkgs"),
        excluding("pg-[!a-l]*", "excludepkgs"),
        excluding("*-lang-*", "excludepkgs"),
        excluding("pg-1.0", "excludepkgs"),
        excluding("pg-1*", "excludepkgs"),
        excluding("pg-0:1.0-1.el9", "excludepkgs"),
        excluding("pg-server-*", "excludepkgs"),
        excluding("*-1.0-1.el9.noarch", "excludepkgs"),
        excluding("*.noarch", "excludepkgs"),
        excluding("*1.el9.noarch", "excludepkgs"),
        excluding("nothing-*", "excludepkgs"),
        excluding("pg-*", "includepkgs"),
        excluding("pg-1*", "includepkgs"),
        excluding("nothing-*", "includepkgs"),
        new Asked(
            "a form of another repository", "", "excludepkgs=tool-1*", Wishes.NONE, "tool, lib"),
        new Asked(
            "patterns for all",
            "",
            "",
            new Wishes(
                "recommends: true\nexclude: ['tool-2*', 'pg-?[a-z]*', lib, 'nothing-*']",
                List.of("weak", "!tool-2*", "!pg-?[a-z]*", "!lib", "!nothing-*")),
            "family"),
        new Asked("less than the best", "", "", Wishes.NONE, "top"),
        new Asked("the best or nothing", "", "", best, "top"),
        new Asked("the best where it fits", "", "", best, "tool, app"),
        new Asked("the best of the preferred", "priority=10", "", best, "tool, top"),
        new Asked("with what is recommended", "", "", weak, "lib"),
        new Asked("the default stream", "", "", Wishes.NONE, "engine"),
        new Asked("an enabled stream", "", "", enabled, "engine"),
        new Asked("a disabled module", "", "", disabled, "engine"),
        new Asked("hotfixes beside modules", "module_hotfixes=1", "", Wishes.NONE, "engine"),
        new Asked(
            "hotfixes, less preferred", "module_hotfixes=1", "priority=1", Wishes.NONE, "engine"),
        new Asked("a group", "", "", Wishes.NONE, "@tools"),
        new Asked("a group by its name", "", "", Wishes.NONE, "@Tools of all kinds"),
        new Asked("a group and a name", "", "", Wishes.NONE, "@tools, app"),
        new Asked("a group with its options", "", "", Wishes.NONE, "@tools/mandatory,optional"),
        new Asked("a member on condition", "", "", Wishes.NONE, "@conditions, strict"),
        new Asked("no member without its condition", "", "", Wishes.NONE, "@conditions"),
        new Asked("a group of two repositories", "", "", Wishes.NONE, "@shared"),
        new Asked("a group without an excluded one", "exclude=same", "", Wishes.NONE, "@tools"),
        new Asked("a group that cannot be had", "", "excludepkgs=lib", Wishes.NONE, "@hopeless"),
        new Asked("a group in its best", "", "", best, "@hopeless"),
        new Asked("an environment", "", "", Wishes.NONE, "@all-of-it"),
        new Asked("what hosts provide", "", "", assumed, "guest, tool"),
        new Asked("not what nobody provides", "", "", Wishes.NONE, "guest"));
  }

  private static Asked excluding(String pattern, String option) {
    Wishes weak = new Wishes("recommends: true", List.of("weak"));
    return new Asked(option + " " + pattern, "", option + "=" + pattern, weak, "family");
  }

  @ParameterizedTest
  @MethodSource("asked")
  void chooses(Asked asked) throws Exception {
    Path place = Files.createTempDirectory(folder, "case");
    Path repos = Files.createDirectories(place.resolve("repos"));
    Path file = Files.writeString(repos.resolve("both.repo"), repoFile(asked));
    boolean assumed = asked.wishes().keys().startsWith("assume");
    if (assumed) {
      Files.writeString(
          repos.resolve("more.repo"), "[outside]\nname=o\nbaseurl=" + outside.address());
    }

    Collection<String> theirs = theirs(place, asked);

    theirs.removeIf(one -> one.startsWith(SOMEBODY));
    assertEquals(theirs, ours(place, file, asked));
  }

  private static String repoFile(Asked asked) throws Exception {
    return """
    [stable]
    name=stable
    baseurl=%s
    repo_gpgcheck=1
    %s
    [fresh]
    name=fresh
    baseurl=%s
    repo_gpgcheck=1
    %s
    """
        .formatted(stable.address(), asked.stableOptions(), fresh.address(), asked.freshOptions());
  }

  private static Collection<String> theirs(Path place, Asked asked) throws Exception {
    List<String> words = new ArrayList<>(asked.wishes().words());
    words.addAll(List.of(asked.packages().split(", ", -1)));
    return Choices.ofDnf(place, words);
  }

  private static Collection<String> ours(Path place, Path repoFile, Asked asked) throws Exception {
    Files.copy(repoFile, place.resolve("both.repo"));
    Files.writeString(place.resolve("stable.asc"), stable.gpg("--armor", "--export"));
    Files.writeString(place.resolve("fresh.asc"), fresh.gpg("--armor", "--export"));
    Path manifest =
        Files.writeString(
            place.resolve("manifest.yaml"),
            """
            apiVersion: pgv/v1
            target: el9
            repositories:
              - file: both.repo
                keys:
                  - { file: stable.asc, fingerprint: %s }
                  - { file: fresh.asc, fingerprint: %s }
            %s
            packages:
              base: ['%s']
            """
                .formatted(
                    stable.fingerprint(),
                    fresh.fingerprint(),
                    asked.wishes().keys(),
                    asked.packages().replace(", ", "', '")));
    return Choices.ofOurs(place, manifest);
  }

  private static String groups() {
    return """
    <group><id>tools</id><name>Tools of all kinds</name><packagelist>
      <packagereq type="mandatory">same</packagereq>
      <packagereq type="mandatory">nobody-has-this</packagereq>
      <packagereq type="default">app</packagereq>
      <packagereq type="optional">tool</packagereq>
    </packagelist></group>
    <group><id>conditions</id><name>Conditions</name><packagelist>
      <packagereq type="mandatory">same</packagereq>
      <packagereq type="conditional" requires="lib">tool</packagereq>
      <packagereq type="conditional" requires="tool">engine</packagereq>
    </packagelist></group>
    <group><id>shared</id><name>Shared</name><packagelist>
      <packagereq type="mandatory">tool</packagereq>
    </packagelist></group>
    <group><id>hopeless</id><name>Hopeless</name><packagelist>
      <packagereq type="mandatory">strict</packagereq>
      <packagereq type="mandatory">top</packagereq>
    </packagelist></group>
    <environment><id>all-of-it</id><name>All of it</name>
      <grouplist><groupid>shared</groupid><groupid>conditions</groupid>
        <groupid>nobody-has-this</groupid></grouplist>
      <optionlist><groupid>hopeless</groupid></optionlist>
    </environment>
    """;
  }

  private static String modules() {
    StringBuilder documents = new StringBuilder();
    for (int stream = 1; stream <= 2; stream++) {
      documents.append(
          """
          ---
          document: modulemd
          version: 2
          data:
            name: engine
            stream: "%1$d"
            version: 1
            context: %2$s
            arch: x86_64
            summary: An engine
            description: An engine
            license: { module: [MIT] }
            artifacts: { rpms: ["engine-0:%1$d.0-1.el9.noarch"] }
          """
              .formatted(stream, stream == 1 ? "a" : "b"));
    }
    return documents
        + """
        ---
        document: modulemd-defaults
        version: 1
        data:
          module: engine
          stream: "1"
        """;
  }
}
