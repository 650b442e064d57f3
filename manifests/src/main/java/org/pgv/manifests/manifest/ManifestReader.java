package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.Target;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads a manifest; a manifest with any mistake is refused with all of them. */
public final class ManifestReader {
  /** What stands before a host; it is looked for before anything that could print the address. */
  private static final Pattern NAMES_USER = Pattern.compile("[A-Za-z]+:/*[^/?#]*@");

  private static final String NETRC =
      " write 'machine HOST login USER password PASSWORD' into ~/.netrc instead";

  private static final String API_VERSION = "pgv/v1";
  private static final Target STAND_IN = Target.parse("debian13");
  private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern STREAM = Pattern.compile(MODULE + ":[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9._-]+");

  private ManifestReader() {}

  /** Reads manifest text; {@code name} is what problems call it. */
  public static Loaded<Manifest> read(String name, String text, Beside beside) {
    return YamlFile.read(name, text, top -> manifest(top, beside));
  }

  private static Manifest manifest(YamlMapping top, Beside beside) {
    if (!top.text("apiVersion").equals(API_VERSION) && top.has("apiVersion")) {
      top.problem("apiVersion", "must be " + API_VERSION, "");
    }
    Target target = top.required("target", Target::parse, STAND_IN);
    List<PackageRepository> repositories =
        new RepositoryReader(target, variables(top, target), beside).read(top);
    List<RoleRequest> roles = top.mapping("packages", map -> roles(map, target)).orElse(List.of());
    if (!top.has("packages")) {
      top.problem("packages", "is missing", "name the packages of each role, base first");
    }
    List<String> exclude = top.texts("exclude");
    refuseContradictions(top, roles, exclude);
    return new Manifest(
        target, repositories, roles, choice(top, target, exclude), ArtifactReader.read(top));
  }

  /** Reads the address of a mirror; IllegalArgumentException where it is none. */
  public static URI mirror(String text) {
    URI given = address(text);
    if (given.getRawQuery() != null || given.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "ends in a query, which would be lost: an address of a mirror is that of a folder;"
              + NETRC);
    }
    return text.endsWith("/") ? given : URI.create(text + "/");
  }

  static URI address(String text) {
    if (NAMES_USER.matcher(text).lookingAt()) {
      throw new IllegalArgumentException(
          "names a user or a password, and would be in bundles and logs;" + NETRC);
    }
    URI uri = URI.create(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http or https address: '" + text + "'");
    }
    return uri;
  }

  private static Variables variables(YamlMapping top, Target target) {
    return target.family() == Target.Family.DEB
        ? Variables.of(target, new TreeMap<>())
        : Variables.of(
            target, top.mapping("variables", ManifestReader::values).orElse(new TreeMap<>()));
  }

  private static SortedMap<String, String> values(YamlMapping map) {
    SortedMap<String, String> variables = new TreeMap<>();
    for (String name : map.keys()) {
      map.value(name, text -> matching(VARIABLE, text))
          .ifPresent(value -> variables.put(name, value));
    }
    return variables;
  }

  private static Manifest.Choice choice(YamlMapping top, Target target, List<String> exclude) {
    boolean rpm = target.family() == Target.Family.RPM;
    return new Manifest.Choice(
        top.flag("recommends", false),
        rpm && top.flag("best", false),
        exclude,
        modules(top, target),
        rpm ? hosts(top) : HostBase.UNKNOWN);
  }

  private static HostBase hosts(YamlMapping top) {
    List<String> assumed = top.texts("assumeProvides");
    return top.mapping(
            "baselines",
            map ->
                new HostBase(
                    assumed,
                    map.values("lists", ManifestReader::fileBeside),
                    map.choice("misfit", HostBase.Misfit.class, HostBase.Misfit.REFUSE)))
        .orElse(new HostBase(assumed, List.of(), HostBase.Misfit.REFUSE));
  }

  private static String fileBeside(String text) {
    if (List.of(text.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("must lie beside the manifest: '" + text + "'");
    }
    return matching(FILE, text);
  }

  private static ModuleChoice modules(YamlMapping top, Target target) {
    if (target.family() == Target.Family.DEB) {
      return ModuleChoice.DEFAULTS;
    }
    return top.mapping(
            "modules",
            map ->
                new ModuleChoice(
                    map.values("enable", text -> matching(STREAM, text)),
                    map.values("disable", text -> matching(MODULE, text))))
        .orElse(ModuleChoice.DEFAULTS);
  }

  private static List<RoleRequest> roles(YamlMapping map, Target target) {
    List<RoleRequest> roles = new ArrayList<>();
    for (String role : map.keys()) {
      if (RoleName.ALL.contains(role)) {
        roles.add(role(map, role, target.family() == Target.Family.RPM));
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

  private static RoleRequest role(YamlMapping map, String role, boolean withGroups) {
    List<PackageRequest> packages = new ArrayList<>();
    List<GroupRequest> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : map.texts(role)) {
      try {
        String name;
        if (withGroups && GroupRequest.isOne(text)) {
          groups.add(GroupRequest.parse(text));
          name = groups.getLast().toString();
        } else {
          packages.add(PackageRequest.parse(text));
          name = packages.getLast().name();
        }
        if (!names.add(name)) {
          map.problem(role, "'" + name + "' is listed twice", "");
        }
      } catch (IllegalArgumentException e) {
        map.problem(role, String.valueOf(e.getMessage()), "");
      }
    }
    return new RoleRequest(role, packages, groups);
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

  static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name: '" + text + "'");
    }
    return text;
  }
}
