package org.pgv.lookalike;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;

/**
 * What differs between a Debian package and the RPM it becomes.
 *
 * @param leftOut Debian packages that become none: what needs them does without
 * @param removed paths that are taken from every package
 */
record Recipes(Set<String> leftOut, List<String> removed, List<Recipe> recipes) {

  Recipes {
    leftOut = Set.copyOf(leftOut);
    removed = List.copyOf(removed);
    recipes = List.copyOf(recipes);
  }

  static Recipes read(Path file) {
    return YamlFile.read(file, Recipes::recipes).orRefuse();
  }

  private static Recipes recipes(YamlMapping yaml) {
    return new Recipes(
        Set.copyOf(yaml.texts("leaveOut")),
        yaml.texts("remove"),
        yaml.mappings("packages", Recipes::recipe));
  }

  private static Recipe recipe(YamlMapping yaml) {
    return new Recipe(
        yaml.text("name"),
        yaml.texts("from"),
        yaml.text("version", ""),
        new Recipe.Relations(
            yaml.flag("inherits", true),
            yaml.texts("needs"),
            yaml.texts("needsFirst"),
            yaml.texts("provides")),
        new Recipe.Files(
            yaml.texts("remove"),
            yaml.values("move", Recipe.Pair::parse),
            yaml.values("links", Recipe.Pair::parse)),
        new Recipe.Parts(
            yaml.values("folders", Recipe.Folder::parse),
            yaml.values("users", Recipe.User::parse)));
  }
}
