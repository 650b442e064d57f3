package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgv.mirror.deb.DebPackage;

/** The spec file that rpmbuild makes one RPM by. */
final class Spec {
  private static final String UNITS = "/usr/lib/systemd/system/";

  private final Recipe recipe;
  private final Packages packages;
  private final Stage stage;
  private final StringBuilder text = new StringBuilder();

  private Spec(Recipe recipe, Packages packages, Stage stage) {
    this.recipe = recipe;
    this.packages = packages;
    this.stage = stage;
  }

  /**
   * Its text.
   *
   * @param scriptlets further sections, as spec files have them
   */
  static String text(Recipe recipe, Packages packages, Stage stage, String scriptlets)
      throws IOException {
    Spec spec = new Spec(recipe, packages, stage);
    spec.preamble();
    spec.relations();
    spec.text.append("%description\n%{summary}.\n");
    // The staged tree becomes the build root: nothing is copied.
    spec.text.append("%install\nrmdir %{buildroot} && mv ").append(stage.root());
    spec.text.append(" %{buildroot}\n");
    spec.accounts();
    spec.presets();
    spec.text.append(scriptlets);
    spec.files();
    return spec.text.toString();
  }

  private void preamble() {
    Version version = packages.version(recipe);
    List<DebPackage> sources = packages.sources(recipe);
    String made = sources.stream().map(DebPackage::toString).collect(Collectors.joining(", "));
    field("Name", recipe.name());
    if (!version.epoch().equals("0")) {
      field("Epoch", version.epoch());
    }
    field("Version", version.version());
    field("Release", version.release().isEmpty() ? "0" : version.release());
    field("Summary", "lookalike" + (made.isEmpty() ? "" : ", made of Debian's " + made));
    field("License", "see the Debian packages");
    field("Vendor", "el9-lookalike, which is not Red Hat");
    boolean anywhere = sources.stream().allMatch(deb -> deb.architecture().equals("all"));
    if (anywhere) {
      field("BuildArch", "noarch");
    }
    field("AutoReqProv", "no");
  }

  private void relations() {
    Set<String> needs = new LinkedHashSet<>(recipe.relations().needs());
    if (recipe.relations().inherits()) {
      needs.addAll(packages.requirements(recipe));
    }
    needs.forEach(need -> field("Requires", need));
    Set<String> first = new LinkedHashSet<>(recipe.relations().needsFirst());
    if (!recipe.parts().users().isEmpty()) {
      first.add("shadow-utils");
    }
    first.forEach(need -> field("Requires(pre,post)", need));
    Set<String> provides = new LinkedHashSet<>(recipe.relations().provides());
    provides.addAll(packages.virtual(recipe));
    provides.forEach(name -> field("Provides", name));
  }

  private void accounts() {
    if (recipe.parts().users().isEmpty()) {
      return;
    }
    text.append("%pre\n");
    for (Recipe.User user : recipe.parts().users()) {
      text.append(
          """
          getent group %1$s >/dev/null || groupadd -r %2$s %1$s
          getent passwd %1$s >/dev/null ||
            useradd -r %3$s -g %1$s -d %4$s -M -s /bin/bash -c "" %1$s
          """
              .formatted(user.name(), number("-g", user), number("-u", user), user.home()));
    }
  }

  private static String number(String option, Recipe.User user) {
    return user.number().equals("-") ? "" : option + " " + user.number();
  }

  /** As EL does: what the presets do not name stays switched off. */
  private void presets() throws IOException {
    Path folder = stage.root().resolve(UNITS.substring(1));
    if (recipe.name().startsWith("systemd") || !Files.isDirectory(folder)) {
      return;
    }
    List<String> units = new ArrayList<>();
    for (Path path : stage.paths()) {
      String name = path.getFileName().toString();
      boolean ours = folder.equals(path.getParent()) && Files.isRegularFile(path);
      if (ours && !name.contains("@") && name.matches(".*\\.(service|socket|timer)")) {
        units.add(name);
      }
    }
    if (!units.isEmpty()) {
      text.append(
          """
          %%post
          [ "$1" -ne 1 ] || [ ! -x /usr/bin/systemctl ] ||
            systemctl --no-reload preset %s || :
          """
              .formatted(String.join(" ", units)));
    }
  }

  private void files() throws IOException {
    Map<String, Recipe.Folder> folders =
        recipe.parts().folders().stream()
            .collect(Collectors.toMap(Recipe.Folder::path, Function.identity()));
    Set<String> configuration = stage.configuration();
    text.append("%files\n%defattr(-,root,root,-)\n");
    for (Path path : stage.paths()) {
      String place = "/" + stage.root().relativize(path);
      Recipe.Folder folder = folders.get(place);
      if (folder != null) {
        String owner = folder.owner();
        text.append("%%attr(%s,%s,%s) ".formatted(folder.mode(), owner, owner));
      }
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        text.append("%dir ");
      } else if (configuration.contains(place)) {
        text.append("%config(noreplace) ");
      }
      text.append('"').append(spelled(place)).append("\"\n");
    }
  }

  /** rpmbuild expands macros and patterns; a bracket or backslash alone is no pattern. */
  private static String spelled(String path) {
    if (path.matches(".*[*?{}\\]].*")) {
      throw new IllegalArgumentException("rpmbuild would take this for a pattern: " + path);
    }
    return path.replace("%", "%%");
  }

  private void field(String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
