package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.manifests.problem.Refusal;

/** Makes all RPMs, as many at once as there are processors. */
final class RpmBuild {
  private final Path definition;
  private final Path work;
  private final Path output;
  private final Recipes recipes;
  private final Packages packages;

  /**
   * @param definition the folder with what packages are overlaid with
   * @param work a folder for what is in between
   * @param output where the RPMs go
   */
  RpmBuild(Path definition, Path work, Path output, Recipes recipes, Packages packages) {
    this.definition = definition;
    this.work = work;
    this.output = output;
    this.recipes = recipes;
    this.packages = packages;
  }

  void all() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      List<Future<?>> builds = new ArrayList<>();
      for (Recipe recipe : packages.recipes()) {
        builds.add(
            threads.submit(
                () -> {
                  build(recipe);
                  return recipe;
                }));
      }
      for (Future<?> build : builds) {
        build.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IOException("a package could not be made: " + e.getCause(), e);
    }
  }

  private void build(Recipe recipe) throws IOException {
    Path place = Files.createDirectories(work.resolve(recipe.name()));
    Stage stage = new Stage(Files.createDirectories(place.resolve("stage")));
    packages.sources(recipe).forEach(deb -> stage.unpack(packages.file(deb)));
    stage.change(recipes.removed(), recipe);
    stage.overlay(definition.resolve("overlay").resolve(recipe.name()));
    Path scriptlets = definition.resolve("scriptlets").resolve(recipe.name());
    Path spec = place.resolve("package.spec");
    Files.writeString(
        spec,
        Spec.text(
            recipe, packages, stage, Files.exists(scriptlets) ? Files.readString(scriptlets) : ""));
    rpmbuild(place, spec);
    Tools.run("rm", "-rf", place.toString());
  }

  private void rpmbuild(Path place, Path spec) {
    List<String> command = new ArrayList<>(List.of("rpmbuild", "-bb", "--quiet"));
    List<String> settings =
        List.of(
            "_topdir " + place,
            "_rpmdir " + output,
            "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
            // What is inside is finished: nothing is stripped, compiled or moved.
            "__os_install_post %{nil}",
            "debug_package %{nil}",
            "_build_id_links none",
            "_binary_payload w3.zstdio",
            "_source_filedigest_algorithm 8",
            "_binary_filedigest_algorithm 8");
    settings.forEach(setting -> command.addAll(List.of("--define", setting)));
    command.add(spec.toString());
    Tools.run(Map.of(), command);
  }
}
