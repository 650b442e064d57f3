package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.DebRelation;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.VersionBound;

/** The Debian packages there are, which RPM each goes into, and what the RPMs need. */
final class Packages {
  private final Path repository;
  private final SortedMap<String, DebPackage> debian = new TreeMap<>();
  private final Map<String, String> rpmNames = new LinkedHashMap<>();
  private final Set<String> provided = new HashSet<>();
  private final List<Recipe> all = new ArrayList<>();

  private Packages(Path repository) {
    this.repository = repository;
  }

  /** Reads the repository of a bundle of Debian packages. */
  static Packages read(Path bundle, Recipes recipes) throws IOException {
    Packages packages = new Packages(bundle.resolve("repo"));
    Path index = packages.repository.resolve("dists/pgv/main/binary-amd64/Packages");
    PackagesIndex read = PackagesIndex.of(Files.readAllBytes(index), index.toString());
    for (int i = 0; i < read.size(); i++) {
      if (!recipes.leftOut().contains(read.get(i).name())) {
        packages.debian.put(read.get(i).name(), read.get(i));
      }
    }
    packages.name(recipes.recipes());
    return packages;
  }

  private void name(List<Recipe> recipes) {
    for (Recipe recipe : recipes) {
      recipe.from().forEach(name -> rpmNames.put(existing(name).name(), recipe.name()));
      all.add(recipe);
    }
    for (DebPackage each : debian.values()) {
      if (rpmNames.putIfAbsent(each.name(), each.name()) == null) {
        all.add(Recipe.plain(each.name()));
      }
      each.relations("Provides").forEach(group -> provided.add(group.getFirst().name()));
    }
  }

  /** One recipe for each RPM. */
  List<Recipe> recipes() {
    return List.copyOf(all);
  }

  List<DebPackage> sources(Recipe recipe) {
    return recipe.from().stream().map(this::existing).toList();
  }

  Path file(DebPackage deb) {
    return repository.resolve(deb.filename());
  }

  /** The RPM's version: that of the first of its Debian packages. */
  Version version(Recipe recipe) {
    return recipe.from().isEmpty()
        ? new Version("0", recipe.version(), "1")
        : Version.of(existing(recipe.from().getFirst()).version());
  }

  /** What the Debian packages of an RPM need, in RPM's words. */
  Set<String> requirements(Recipe recipe) {
    Set<String> result = new LinkedHashSet<>();
    for (DebPackage deb : sources(recipe)) {
      for (String field : List.of("Pre-Depends", "Depends")) {
        for (List<DebRelation> group : deb.relations(field)) {
          requirement(recipe, group).ifPresent(result::add);
        }
      }
    }
    return result;
  }

  /** What Debian packages may be needed by that no package is called. */
  Set<String> virtual(Recipe recipe) {
    Set<String> result = new LinkedHashSet<>();
    for (DebPackage deb : sources(recipe)) {
      for (List<DebRelation> group : deb.relations("Provides")) {
        DebRelation each = group.getFirst();
        String bound = each.bound().map(Packages::bound).orElse("");
        result.add(each.name() + bound);
      }
    }
    return result;
  }

  /** A choice that something left out would have met asks for nothing: its work is done already. */
  private Optional<String> requirement(Recipe recipe, List<DebRelation> group) {
    Set<String> choices = new LinkedHashSet<>();
    for (DebRelation each : group) {
      String name = Optional.ofNullable(rpmNames.get(each.name())).orElse(each.name());
      if (name.equals(recipe.name())) {
        return Optional.empty();
      }
      if (rpmNames.containsKey(each.name()) || provided.contains(each.name())) {
        choices.add(name + each.bound().map(Packages::bound).orElse(""));
      }
    }
    return switch (choices.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(choices.iterator().next());
      default -> Optional.of(choices.stream().collect(Collectors.joining(" or ", "(", ")")));
    };
  }

  private static String bound(VersionBound bound) {
    String sign =
        switch (bound.operator()) {
          case BEFORE -> "<";
          case AT_MOST -> "<=";
          case EXACTLY -> "=";
          // To RPM a bound without a release equals every release, so that none would be above it.
          case AT_LEAST, AFTER -> ">=";
        };
    return " " + sign + " " + Version.of(bound.version()).bound();
  }

  private DebPackage existing(String name) {
    return Optional.ofNullable(debian.get(name))
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem("recipes.yaml", "there is no Debian package '" + name + "'")));
  }
}
