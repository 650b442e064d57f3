package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * {@code lookalike/bundle}: a repository of signed RPMs, and the manifest that a bundle names it
 * by.
 */
public final class Main {
  private static final String KEY = "RPM-GPG-KEY-el9-lookalike.asc";

  private Main() {}

  /** Takes the folder with the recipes, a bundle of Debian packages, and the folder to make. */
  public static void main(String[] arguments) throws IOException {
    try {
      if (arguments.length != 3) {
        throw new Refusal(
            ExitCode.USAGE, new Problem("", "three folders are needed: RECIPES BUNDLE OUTPUT"));
      }
      make(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    } catch (Refusal refusal) {
      refusal.problems().forEach(problem -> System.err.println("error: " + problem));
      System.exit(refusal.code().number());
    }
  }

  private static void make(Path definition, Path bundle, Path output) throws IOException {
    Path work = output.toAbsolutePath().resolveSibling(output.getFileName() + ".work");
    Tools.run("rm", "-rf", work.toString(), output.toString());
    Path repository = Files.createDirectories(output.toAbsolutePath().resolve("repository"));
    Path rpms = Files.createDirectories(repository.resolve("Packages"));
    Recipes recipes = Recipes.read(definition.resolve("recipes.yaml"));
    Packages packages = Packages.read(bundle, recipes);
    Signing signing = Signing.begin(work.resolve("gnupg"));
    try {
      new RpmBuild(definition, work, rpms, recipes, packages).all();
      signing.rpms(rpms);
      Tools.run("createrepo_c", "--quiet", "--general-compress-type=gz", repository.toString());
      signing.file(repository.resolve("repodata/repomd.xml"));
      signing.export(output.resolve(KEY));
      Files.writeString(
          output.resolve("el9-lookalike.yaml"),
          Files.readString(definition.resolve("el9-lookalike.yaml"))
              .replace("@key@", KEY)
              .replace("@fingerprint@", signing.fingerprint()));
    } finally {
      signing.end();
      Tools.run("rm", "-rf", work.toString());
    }
  }
}
