package org.pgv.manifests.konflux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pgv.manifests.konflux.RpmsInput.Origin;
import org.pgv.manifests.manifest.GroupRequest;
import org.pgv.manifests.manifest.ModuleChoice;
import org.pgv.manifests.manifest.PackageRequest;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;

/**
 * Reads {@code rpms.in.yaml}, the input of rpm-lockfile-prototype. What it says of an image that
 * packages are added to is read past: a bundle starts from nothing.
 */
public final class RpmsInputFile {
  private static final List<String> OF_IMAGES = List.of("context", "allowerasing", "noSources");

  private final String architecture;

  private RpmsInputFile(String architecture) {
    this.architecture = architecture;
  }

  /** A name, unless it is marked for other architectures. */
  private record Listed(String name, boolean ours) {}

  /**
   * Reads a file; one with any mistake is refused with all of them, each with its line.
   *
   * @param architecture as RPM calls it, such as {@code x86_64}
   */
  public static Loaded<RpmsInput> read(Path file, String architecture) {
    return YamlFile.read(file, new RpmsInputFile(architecture)::input);
  }

  private RpmsInput input(YamlMapping top) {
    OF_IMAGES.forEach(top::has);
    List<String> architectures = top.texts("arches");
    if (!architectures.isEmpty() && !architectures.contains(architecture)) {
      top.problem("arches", "does not list " + architecture, "lock for a target that it lists");
    }
    List<Origin> origins = top.mapping("contentOrigin", RpmsInputFile::origins).orElseGet(List::of);
    if (!top.has("contentOrigin")) {
      top.problem("contentOrigin", "is missing", "name where packages come from");
    }
    ModuleChoice modules =
        new ModuleChoice(listed(top, "moduleEnable"), listed(top, "moduleDisable"));
    Optional<Boolean> weak =
        top.has("installWeakDeps")
            ? Optional.of(top.flag("installWeakDeps", false))
            : Optional.empty();
    return new RpmsInput(request(top), modules, weak, origins);
  }

  private RoleRequest request(YamlMapping top) {
    List<PackageRequest> packages = new ArrayList<>();
    List<GroupRequest> groups = new ArrayList<>();
    List<String> names =
        Stream.of("packages", "reinstallPackages", "upgradePackages")
            .flatMap(key -> listed(top, key).stream())
            .distinct()
            .toList();
    for (String name : names) {
      try {
        if (name.startsWith("@")) {
          groups.add(GroupRequest.parse(name));
        } else {
          packages.add(PackageRequest.parse(name));
        }
      } catch (IllegalArgumentException e) {
        top.problem("packages", String.valueOf(e.getMessage()), "");
      }
    }
    return new RoleRequest(RoleName.EXTRA, packages, groups);
  }

  private List<String> listed(YamlMapping top, String key) {
    return top.either(key, name -> new Listed(name, true), this::listed).stream()
        .filter(Listed::ours)
        .map(Listed::name)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private Listed listed(YamlMapping map) {
    boolean ours =
        map.mapping(
                "arches",
                arches -> {
                  List<String> only = arches.oneOrMore("only");
                  return (only.isEmpty() || only.contains(architecture))
                      && !arches.oneOrMore("not").contains(architecture);
                })
            .orElse(true);
    return new Listed(map.text("name"), ours);
  }

  private static List<Origin> origins(YamlMapping map) {
    List<Origin> origins = new ArrayList<>();
    origins.addAll(map.mappings("repos", RpmsInputFile::repository));
    Function<String, Origin> named = place -> repoFile(map.where(), place);
    origins.addAll(map.either("repofiles", named, RpmsInputFile::repoFile));
    if (map.has("composes")) {
      map.problem("composes", "are not looked up", "name their repositories under 'repos'");
    }
    return origins;
  }

  /** Every option of a .repo file may follow: the manifest's own count. */
  private static Origin repository(YamlMapping map) {
    map.leaveOthers();
    return new Origin.Id(map.where(), map.text("repoid"));
  }

  private static Origin repoFile(YamlMapping map) {
    map.leaveOthers();
    return repoFile(map.where(), map.has("file") ? map.text("file") : map.text("location"));
  }

  private static Origin repoFile(String where, String place) {
    String path = place.replaceFirst("[?#].*$", "");
    return new Origin.RepoFile(where, path.substring(path.lastIndexOf('/') + 1));
  }
}
