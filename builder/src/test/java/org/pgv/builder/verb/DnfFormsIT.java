package org.pgv.builder.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.builder.OddRepodata;
import org.pgv.builder.TestRpmRepository;

/** Repositories in every form there is: what real dnf reads is locked as dnf has it. */
class DnfFormsIT {
  private static final String ENGINE_1 = "engine-0:1.0-1.el9.noarch";
  private static final String ENGINE_2 = "engine-0:2.0-1.el9.noarch";

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static TestRpmRepository repository;

  @BeforeAll
  static void publish() throws Exception {
    repository =
        new TestRpmRepository(Files.createDirectories(folder.resolve("r")))
            .add("tool", "1.0")
            .add("tool", "2.0", "Requires: lib")
            .add("lib", "1.0")
            .add("engine", "1.0", "ModularityLabel: engine:1:1:a")
            .add("engine", "2.0", "ModularityLabel: engine:2:1:b");
  }

  @AfterAll
  static void close() {
    repository.close();
  }

  /** Makes metadata odd. */
  interface Oddity {
    void apply(OddRepodata repodata) throws Exception;
  }

  /**
   * One form, and what is asked of it.
   *
   * @param weRefuse that we do not take what dnf takes
   */
  record Form(
      String name,
      List<String> options,
      Oddity oddity,
      List<String> signing,
      String asked,
      boolean weRefuse) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Form form(String name, String asked, Oddity oddity) {
    return new Form(name, List.of(), oddity, List.of("--armor"), asked, false);
  }

  private static Form primary(String name, String asked, UnaryOperator<String> change) {
    return form(name, asked, odd -> odd.metadata("primary", change));
  }

  private static Form refusedByUs(Form form) {
    return new Form(form.name(), form.options(), form.oddity(), form.signing(), form.asked(), true);
  }

  private static Form described(String name, String asked, String... options) {
    return new Form(name, List.of(options), _ -> {}, List.of("--armor"), asked, false);
  }

  private static Form signed(String name, Oddity afterwards, String... signing) {
    return new Form(name, List.of(), afterwards, List.of(signing), "tool", false);
  }

  static List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    forms.add(described("nothing odd", "tool"));
    forms.add(described("sha512", "tool", "--checksum", "sha512"));
    forms.add(described("sha384", "tool", "--checksum", "sha384"));
    for (String compression : List.of("bz2", "xz")) {
      forms.add(
          described(
              compression + " and sha512",
              "tool",
              "--checksum=sha512",
              "--general-compress-type=" + compression));
    }
    forms.add(described("plain names", "tool", "--simple-md-filenames"));
    forms.add(refusedByUs(described("sha1", "tool", "--checksum", "sha1")));
    forms.add(form("an unneeded package by sha1", "tool", odd -> bySha(odd, "engine-1.0", "sha1")));
    forms.add(
        refusedByUs(
            form("a needed package by sha1", "tool", odd -> bySha(odd, "lib-1.0", "sha1"))));
    forms.add(form("a needed package by sha512", "tool", odd -> bySha(odd, "lib-1.0", "sha512")));
    forms.add(
        form(
            "a base of its own",
            "tool",
            odd -> {
              String base = "xml:base=\"" + repository.address() + "\" ";
              Files.delete(odd.folder().resolve("lib-1.0-1.el9.noarch.rpm"));
              odd.metadata("primary", text -> text.replace("href=\"lib-", base + "href=\"lib-"));
            }));
    forms.add(
        primary(
            "an unneeded package outside",
            "tool",
            text -> text.replace("href=\"engine-1", "href=\"../../engine-1")));
    forms.add(
        refusedByUs(
            primary(
                "a needed package outside",
                "tool",
                text -> text.replace("href=\"lib-", "href=\"../lib-"))));
    forms.add(
        primary("./ in a location", "tool", text -> text.replace("href=\"lib-", "href=\"./lib-")));
    forms.add(
        primary(
            "more announced than listed",
            "tool",
            text -> text.replaceFirst("packages=\"\\d+\"", "packages=\"77\"")));
    forms.add(
        primary("none announced", "tool", text -> text.replaceFirst(" packages=\"\\d+\"", "")));
    forms.add(
        form(
            "no size in repomd.xml",
            "tool",
            odd -> odd.repomd(text -> text.replaceAll("<size>\\d+</size>", ""))));
    forms.add(
        form(
            "primary twice in repomd.xml",
            "tool",
            odd ->
                odd.repomd(
                    text ->
                        text.replace(
                            "</repomd>",
                            text.replaceFirst("(?s).*(<data type=\"primary\">.*?</data>).*", "$1")
                                + "</repomd>"))));
    forms.add(signed("a binary signature", _ -> {}));
    forms.add(signed("a signature in text mode", _ -> {}, "--armor", "--textmode"));
    forms.add(signed("a comment in the signature", _ -> {}, "--armor", "--comment", "a remark"));
    modules(forms);
    forms.add(
        form(
            "an advisory that is no XML",
            "tool",
            odd ->
                odd.metadata(
                    "updateinfo",
                    _ -> "<updates><update><id>A</id><title>a & b</title></update></updates>")));
    return forms;
  }

  private static void modules(List<Form> forms) {
    String both = stream("1", "a", ENGINE_1) + stream("2", "b", ENGINE_2);
    forms.add(modular(both + defaults("1"), "the default stream"));
    forms.add(modular(both + defaults("1") + defaults("2"), "two defaults"));
    forms.add(modular(both + defaults("2") + defaults("1"), "two defaults, the other way round"));
    forms.add(
        modular(
            stream("1", "a", "other-0:1-1.noarch") + both + defaults("1"),
            "one build twice, the first without the package"));
    forms.add(
        modular(
            both + stream("1", "a", "other-0:1-1.noarch") + defaults("1"),
            "one build twice, the second without the package"));
    forms.add(
        modular(
            stream("1", "a", "engine-1.0-1.el9.noarch")
                + stream("2", "b", ENGINE_2)
                + defaults("1"),
            "no epoch"));
    forms.add(
        modular(
            stream("3", "c", "rubbish") + both + defaults("1"), "an unneeded stream of rubbish"));
    forms.add(
        modular(
            both.replace("  name: engine\n  stream: \"2\"\n", "") + defaults("1"),
            "a document without a name"));
  }

  private static Form modular(String modules, String name) {
    return form("modules: " + name, "engine", odd -> odd.metadata("modules", _ -> modules));
  }

  private static String stream(String stream, String context, String artifact) {
    return """
    ---
    document: modulemd
    version: 2
    data:
      name: engine
      stream: "%s"
      version: 1
      context: %s
      arch: x86_64
      summary: An engine
      description: An engine
      license: { module: [MIT] }
      artifacts: { rpms: ["%s"] }
    ...
    """
        .formatted(stream, context, artifact);
  }

  private static String defaults(String stream) {
    return """
    ---
    document: modulemd-defaults
    version: 1
    data:
      module: engine
      stream: "%s"
    ...
    """
        .formatted(stream);
  }

  private static void bySha(OddRepodata odd, String name, String type) throws Exception {
    String file = name + "-1.el9.noarch.rpm";
    String sha256 = odd.digestOf(file, "SHA-256");
    String other = odd.digestOf(file, type.replace("sha", "SHA-"));
    UnaryOperator<String> change =
        text ->
            text.replace(
                    "<checksum type=\"sha256\" pkgid=\"YES\">" + sha256,
                    "<checksum type=\"" + type + "\" pkgid=\"YES\">" + other)
                .replace("pkgid=\"" + sha256, "pkgid=\"" + other);
    for (String kind : List.of("primary", "filelists", "other")) {
      odd.metadata(kind, change);
    }
  }

  /** dnf refuses the whole repository then. */
  @Test
  void takesGroupsInTheFormThatIsThere() throws Exception {
    String comps =
        "<?xml version=\"1.0\"?><comps><group><id>tools</id><name>Tools</name><packagelist>"
            + "<packagereq type=\"mandatory\">lib</packagereq></packagelist></group></comps>";
    OddRepodata odd = OddRepodata.of(repository).metadata("group", _ -> comps);
    odd.metadata("group_gz", _ -> comps + " ");
    String packed =
        Files.readString(odd.folder().resolve("repodata/repomd.xml"))
            .replaceAll("(?s).*<data type=\"group_gz\">.*?href=\"([^\"]+)\".*", "$1");
    Files.delete(odd.folder().resolve(packed));
    odd.sign("--armor");
    Path place = Files.createTempDirectory(folder, "case");

    assertEquals(
        List.of("lib-1.0-1.el9.noarch@odd"),
        List.copyOf(Choices.ofOurs(place, manifest(place, odd, "@tools"))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsWhatDnfReads(Form form) throws Exception {
    OddRepodata odd = OddRepodata.of(repository, form.options().toArray(String[]::new));
    form.oddity().apply(odd);
    odd.sign(form.signing().toArray(String[]::new));
    Path place = Files.createTempDirectory(folder, "case");
    Path repos = Files.createDirectories(place.resolve("repos"));
    Files.writeString(
        repos.resolve("odd.repo"), "[odd]\nname=odd\nbaseurl=" + odd.address() + "\n");
    Path manifest = manifest(place, odd, form.asked());

    Collection<String> theirs = Choices.ofDnf(place, List.of(form.asked()));

    assertEquals(false, theirs.isEmpty(), "dnf has no answer");
    assertEquals(
        form.weRefuse() ? List.of() : List.copyOf(theirs),
        List.copyOf(Choices.ofOurs(place, manifest)));
  }

  private static Path manifest(Path place, OddRepodata odd, String asked) throws Exception {
    Files.writeString(place.resolve("odd.asc"), repository.gpg("--armor", "--export"));
    return Files.writeString(
        place.resolve("manifest.yaml"),
        """
        apiVersion: pgv/v1
        target: el9
        repositories:
          - name: odd
            mirrors: [%s]
            keys: [{ file: odd.asc, fingerprint: %s }]
        packages:
          base: ['%s']
        """
            .formatted(odd.address(), repository.fingerprint(), asked));
  }
}
