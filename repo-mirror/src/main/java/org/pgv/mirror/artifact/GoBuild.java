package org.pgv.mirror.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.GoProgram;
import org.pgv.manifests.manifest.GoProgram.GoModule;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.manifest.SourcePatch;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.store.Folders;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.Fetcher;

/** Builds a program from a Go module, with nothing but what is pinned. */
final class GoBuild {
  /** To be raised with every change that can make another program of the same input. */
  private static final String RECIPE = "1";

  private final String name;
  private final GoProgram program;
  private final String architecture;
  private final Workshop workshop;
  private final GoModules modules;

  GoBuild(
      String name,
      GoProgram program,
      String architecture,
      Workshop workshop,
      Optional<Fetcher> network) {
    this.name = name;
    this.program = program;
    this.architecture = architecture;
    this.workshop = workshop;
    this.modules = new GoModules(workshop, network);
  }

  /** The module's archive, which is in the store now. */
  KnownContent source() throws IOException, InterruptedException {
    return modules.archive(program.module());
  }

  /** The program, built now or before, which is in the store now. */
  KnownContent program() throws IOException, InterruptedException {
    Sha256 inputs = inputs();
    Optional<KnownContent> known = workshop.remembered().find(inputs);
    if (known.isPresent()) {
      return known.get();
    }
    Path work = Files.createDirectories(workshop.folder().resolve("go-" + inputs.hex()));
    Path lock = workshop.folder().resolve("go-" + inputs.hex() + ".lock");
    // Of two runs that need the same program, one waits for the other.
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      known = workshop.remembered().find(inputs);
      KnownContent content = known.isPresent() ? known.get() : built(work, inputs);
      Folders.remove(work);
      return content;
    }
  }

  /** Everything that can change a byte of the program. */
  private Sha256 inputs() {
    GoProgram.GoRecipe recipe = program.recipe();
    List<String> all = new ArrayList<>(List.of("go build", RECIPE, program.module().toString()));
    all.add(program.module().sum());
    all.add(recipe.folder());
    recipe.patches().forEach(patch -> all.add(patch.text()));
    all.addAll(recipe.linkerFlags());
    all.add(recipe.toolchain().version());
    all.add(recipe.toolchain().sums().toString());
    all.add(architecture);
    return Sha256.of(String.join("\n", all));
  }

  private KnownContent built(Path work, Sha256 inputs) throws IOException, InterruptedException {
    GoModule toolchain = toolchain();
    Path source = workshop.store().path(modules.archive(program.module()).sha256());
    Path release = workshop.store().path(modules.archive(toolchain).sha256());
    workshop.reporter().say("building " + name + " from " + program.module());
    unpack(source, program.module(), work.resolve("source"));
    patch(work.resolve("source"));
    unpack(release, toolchain, work.resolve("toolchain"));
    letRun(work.resolve("toolchain"));
    compile(
        new GoCommand(
            work,
            architecture,
            workshop.goProxies().map(GoProxies::setting).orElse("off"),
            workshop.environment()));
    return workshop.remembered().keep(inputs, work.resolve("program"));
  }

  private void patch(Path source) throws IOException {
    for (SourcePatch patch : program.recipe().patches()) {
      for (SourcePatch.FileChange change : patch.files()) {
        Path file = source.resolve(change.path());
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        try {
          Files.write(file, change.apply(lines));
        } catch (IllegalArgumentException e) {
          throw new Refusal(
              ExitCode.USAGE,
              new Problem(
                  name,
                  "a patch does not fit " + program.module() + ": " + e.getMessage(),
                  "make the patch anew from this version's source"));
        }
      }
    }
  }

  private void compile(GoCommand go) throws IOException, InterruptedException {
    Set<String> packages = dependencies(go);
    List<String> arguments =
        List.of(
            "build",
            "-v",
            "-trimpath",
            "-buildvcs=false",
            "-ldflags=" + String.join(" ", program.recipe().linkerFlags()),
            "-o",
            "../program",
            folder());
    String task = name + ": packages compiled";
    AtomicInteger done = new AtomicInteger();
    workshop.reporter().report(new Event.Started(task, packages.size(), Event.Unit.ITEMS));
    GoCommand.Ended ended =
        go.run(
            arguments,
            line -> {
              workshop.reporter().log(line);
              if (packages.contains(line)) {
                workshop.reporter().report(new Event.Advanced(task, done.incrementAndGet()));
              }
            });
    mustHaveWorked(ended);
    workshop.reporter().report(new Event.Finished(task, done + " packages"));
  }

  /** The packages the program is made of; getting the modules they are in is most of the work. */
  private Set<String> dependencies(GoCommand go) throws IOException, InterruptedException {
    Set<String> packages = new HashSet<>();
    String task = name + ": modules fetched";
    AtomicInteger fetched = new AtomicInteger();
    workshop.reporter().report(new Event.Started(task, 0, Event.Unit.ITEMS));
    GoCommand.Ended ended =
        go.run(
            List.of("list", "-deps", folder()),
            line -> {
              if (line.startsWith("go: downloading ")) {
                workshop.reporter().report(new Event.Advanced(task, fetched.incrementAndGet()));
              } else {
                packages.add(line);
              }
            });
    mustHaveWorked(ended);
    workshop.reporter().report(new Event.Finished(task, fetched + " modules"));
    return packages;
  }

  private String folder() {
    String folder = program.recipe().folder();
    return folder.startsWith(".") ? folder : "./" + folder;
  }

  private void mustHaveWorked(GoCommand.Ended ended) {
    if (ended.good()) {
      return;
    }
    String story = String.join("\n  ", ended.lastWords());
    boolean altered = story.contains("checksum mismatch") || story.contains("SECURITY ERROR");
    throw new Refusal(
        altered ? ExitCode.NOT_TRUSTED : ExitCode.FAILED,
        new Problem(
            name,
            "cannot be built from " + program.module() + ":\n  " + story,
            altered
                ? "a proxy gave other code than go.sum of the source names: use another one"
                : "see that the proxy in GOPROXY serves every module it needs"));
  }

  private GoModule toolchain() {
    GoProgram.Toolchain pinned = program.recipe().toolchain();
    String machine = machine();
    String sum = pinned.sums().get(machine);
    if (sum == null) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              name,
              "the manifest pins no " + pinned.version() + " for " + machine,
              "add its hash to toolchain.sums, or build on " + pinned.sums().keySet()));
    }
    return new GoModule("golang.org/toolchain", "v0.0.1-" + pinned.version() + "." + machine, sum);
  }

  private static String machine() {
    String architecture = System.getProperty("os.arch");
    return System.getProperty("os.name").toLowerCase(Locale.ROOT)
        + "-"
        + (architecture.equals("aarch64") ? "arm64" : architecture);
  }

  private static void unpack(Path archive, GoModule module, Path folder) throws IOException {
    Folders.remove(folder);
    ModuleArchive.unpack(archive, module + "/", folder);
  }

  /** Archives of modules do not say what may be run. */
  private static void letRun(Path toolchain) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("bin", "pkg/tool")) {
      try (Stream<Path> walk = Files.walk(toolchain.resolve(folder))) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    for (Path file : files) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
