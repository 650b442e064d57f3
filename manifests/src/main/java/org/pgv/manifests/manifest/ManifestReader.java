package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Target;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads a manifest; a manifest with any mistake is refused with all of them. */
public final class ManifestReader {
  private static final String API_VERSION = "pgv/v1";
  private static final Target STAND_IN = Target.parse("debian13");
  private static final Fingerprint NO_KEY = Fingerprint.parse("0".repeat(40));
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern SUITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int HIGHEST_PRIORITY = 1000;

  private ManifestReader() {}

  /** Reads manifest text; {@code name} is what problems call it. */
  public static Loaded<Manifest> read(String name, String text) {
    return YamlFile.read(name, text, ManifestReader::manifest);
  }

  private static Manifest manifest(YamlMapping top) {
    if (!top.text("apiVersion").equals(API_VERSION) && top.has("apiVersion")) {
      top.problem("apiVersion", "must be " + API_VERSION, "");
    }
    Target target = top.required("target", Target::parse, STAND_IN);
    if (target.family() != Target.Family.DEB) {
      top.problem("target", target + " is not a Debian family target", "known: debian, ubuntu");
    }
    List<PackageRepository> repositories = repositories(top);
    List<RoleRequest> roles = top.mapping("packages", ManifestReader::roles).orElse(List.of());
    if (!top.has("packages")) {
      top.problem("packages", "is missing", "name the packages of each role, base first");
    }
    List<String> exclude = top.texts("exclude");
    refuseContradictions(top, roles, exclude);
    return new Manifest(target, repositories, roles, top.flag("recommends", false), exclude);
  }

  private static List<PackageRepository> repositories(YamlMapping top) {
    List<PackageRepository> repositories = top.mappings("repositories", ManifestReader::repository);
    if (repositories.isEmpty()) {
      top.problem("repositories", "there must be at least one", "");
    }
    Set<String> names = new HashSet<>();
    for (PackageRepository repository : repositories) {
      if (!names.add(repository.name())) {
        top.problem("repositories", "two are called '" + repository.name() + "'", "");
      }
    }
    return repositories;
  }

  private static PackageRepository repository(YamlMapping map) {
    String name = map.required("name", text -> matching(NAME, text), "");
    String type = map.text("type", "deb");
    if (!type.equals("deb")) {
      map.problem("type", "must be deb, is '" + type + "'", "");
    }
    PackageRepository.Content content =
        new PackageRepository.Content(
            list(map, "suites", SUITE), list(map, "components", SUITE), priority(map));
    Optional<String> archive = map.value("archive", text -> matching(SUITE, text));
    List<PinnedKey> keys = map.mappings("keys", ManifestReader::key);
    if (keys.isEmpty()) {
      map.problem(
          "keys",
          "there must be at least one key",
          "a repository is only used with a signature by a key that is pinned here");
    }
    return new PackageRepository(name, content, archive, mirrors(map), keys);
  }

  private static Optional<Integer> priority(YamlMapping map) {
    int none = 0;
    return Optional.of(map.number("priority", none, 1, HIGHEST_PRIORITY)).filter(p -> p != none);
  }

  private static PinnedKey key(YamlMapping map) {
    return new PinnedKey(
        map.required("file", text -> matching(Pattern.compile("[A-Za-z0-9._-]+"), text), ""),
        map.required("fingerprint", Fingerprint::parse, NO_KEY));
  }

  private static List<URI> mirrors(YamlMapping map) {
    List<URI> mirrors = new ArrayList<>();
    for (String text : map.texts("mirrors")) {
      try {
        mirrors.add(mirror(text));
      } catch (IllegalArgumentException e) {
        map.problem("mirrors", String.valueOf(e.getMessage()), "");
      }
    }
    return mirrors;
  }

  /** Reads the address of a mirror; IllegalArgumentException where it is none. */
  public static URI mirror(String text) {
    URI uri = URI.create(text.endsWith("/") ? text : text + "/");
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http or https address: '" + text + "'");
    }
    return uri;
  }

  private static List<String> list(YamlMapping map, String key, Pattern form) {
    List<String> texts = map.texts(key);
    if (texts.isEmpty()) {
      map.problem(key, "there must be at least one", "");
    }
    for (String text : texts) {
      if (!form.matcher(text).matches()) {
        map.problem(key, "not a name: '" + text + "'", "");
      }
    }
    return texts;
  }

  private static List<RoleRequest> roles(YamlMapping map) {
    List<RoleRequest> roles = new ArrayList<>();
    for (String role : map.keys()) {
      if (RoleName.ALL.contains(role)) {
        roles.add(new RoleRequest(role, packages(map, role)));
      } else {
        map.has(role);
        map.problem(role, "unknown role", Spelling.hint(role, RoleName.ALL));
      }
    }
    if (!map.keys().contains(RoleName.BASE)) {
      map.problem(RoleName.BASE, "is missing", "name what every host needs");
    }
    return roles;
  }

  private static List<PackageRequest> packages(YamlMapping map, String role) {
    List<PackageRequest> packages = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : map.texts(role)) {
      try {
        PackageRequest request = PackageRequest.parse(text);
        if (!names.add(request.name())) {
          map.problem(role, "'" + request.name() + "' is listed twice", "");
        }
        packages.add(request);
      } catch (IllegalArgumentException e) {
        map.problem(role, String.valueOf(e.getMessage()), "");
      }
    }
    return packages;
  }

  private static void refuseContradictions(
      YamlMapping top, List<RoleRequest> roles, List<String> exclude) {
    List<PackageRequest> requests = roles.stream().flatMap(r -> r.packages().stream()).toList();
    for (PackageRequest request : requests) {
      if (exclude.contains(request.name())) {
        top.problem("exclude", "'" + request.name() + "' is asked for under packages", "");
      }
      for (PackageRequest other : requests) {
        if (other.name().equals(request.name())
            && other.version().isPresent()
            && request.version().isPresent()
            && other.version().get().compareTo(request.version().get()) > 0) {
          top.problem("packages", "both " + request + " and " + other + " are asked for", "");
        }
      }
    }
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name: '" + text + "'");
    }
    return text;
  }
}
