package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgv.manifests.site.AccessRule.Method;
import org.pgv.manifests.site.AccessRule.Proof;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads who may connect, of roles, databases and hosts that are known. */
final class AccessReader {
  /** What a method can be told (PostgreSQL documentation, "Authentication Methods"). */
  private static final Map<Method, List<String>> OPTIONS =
      Map.of(
          Method.LDAP,
          List.of(
              "ldapserver",
              "ldapport",
              "ldapscheme",
              "ldaptls",
              "ldapprefix",
              "ldapsuffix",
              "ldapbasedn",
              "ldapsearchattribute",
              "ldapsearchfilter"),
          Method.GSS,
          List.of("include_realm", "krb_realm"));

  private final List<DatabaseRole> roles;
  private final Set<String> databases;
  private final List<HostName> hosts;

  AccessReader(List<DatabaseRole> roles, Collection<String> databases, List<HostName> hosts) {
    this.roles = List.copyOf(roles);
    this.databases = new TreeSet<>(databases);
    this.hosts = List.copyOf(hosts);
  }

  /** The rules; where none are written, every role comes by its own proof from where it may be. */
  List<AccessRule> read(YamlMapping map, List<String> clients) {
    if (!map.has("access")) {
      return List.of(usual(map, clients));
    }
    return map.mappings("access", this::rule);
  }

  private AccessRule usual(YamlMapping map, List<String> clients) {
    List<Source> from = new ArrayList<>(List.of(new Source.Local(), new Source.Routers()));
    clients.forEach(client -> from.add(Source.parse(client, hosts)));
    return new AccessRule(
        List.of(AccessRule.ALL),
        List.of(AccessRule.ALL),
        from,
        new Proof(Method.DECLARED, new TreeMap<>()),
        map.where());
  }

  private AccessRule rule(YamlMapping map) {
    Method method = map.choice("method", Method.class, Method.DECLARED);
    List<String> who = map.known("roles", "role", roleWords());
    List<Source> from = map.values("from", text -> Source.parse(text, hosts));
    refuseEmpty(map, "roles", "name roles, +GROUP for a group's members, or all");
    refuseEmpty(map, "from", "name local, site, routers, hosts:NAME,NAME or networks");
    SortedMap<String, String> options =
        map.mapping("options", inner -> options(inner, method)).orElseGet(TreeMap::new);
    judge(map, method, who, from);
    if (method == Method.LDAP) {
      judgeLdap(map, options);
    } else if (method == Method.GSS) {
      judgeGss(map, options, who);
    }
    return new AccessRule(who, databases(map), from, new Proof(method, options), map.where());
  }

  private List<String> roleWords() {
    List<String> names = roles.stream().map(DatabaseRole::name).toList();
    List<String> groups = Stream.concat(names.stream(), DatabaseRole.GROUPS.stream()).toList();
    return Stream.of(
            Stream.of(AccessRule.ALL),
            names.stream(),
            groups.stream().map(name -> AccessRule.MEMBERS_OF + name))
        .flatMap(words -> words)
        .toList();
  }

  private List<String> databases(YamlMapping map) {
    if (!map.has("databases")) {
      return List.of(AccessRule.ALL);
    }
    Set<String> words = new TreeSet<>(databases);
    words.addAll(List.of(AccessRule.ALL, "postgres"));
    refuseEmpty(map, "databases", "leave it out for all of them");
    return map.known("databases", "database", words);
  }

  private static void refuseEmpty(YamlMapping map, String key, String hint) {
    if (map.texts(key).isEmpty()) {
      map.problem(key, "needs at least one entry", hint);
    }
  }

  private void judge(YamlMapping map, Method method, List<String> who, List<Source> from) {
    if (method == Method.PEER && from.stream().anyMatch(each -> !(each instanceof Source.Local))) {
      map.problem("method", "peer works on the server's own host only", "say from: [local]");
    }
    if (method != Method.REJECT && from.stream().anyMatch(AccessReader::isEverywhere)) {
      map.problem("from", "nobody may come from everywhere", "name the networks of your clients");
    }
    for (DatabaseRole role : roles) {
      if (who.contains(role.name()) && !fits(method, role.terms().authentication())) {
        map.problem(
            "method", role.name() + " cannot prove itself so", "see its 'auth' under 'roles'");
      }
    }
  }

  private static boolean isEverywhere(Source source) {
    return source instanceof Source.Range(var network) && network.prefix() == 0;
  }

  private static boolean fits(Method method, Authentication authentication) {
    return switch (method) {
      case PEER, REJECT -> true;
      case DECLARED -> authentication != Authentication.EXTERNAL;
      case SCRAM -> authentication == Authentication.PASSWORD;
      case CERT -> authentication == Authentication.CERTIFICATE;
      case LDAP, GSS -> authentication == Authentication.EXTERNAL;
    };
  }

  private static SortedMap<String, String> options(YamlMapping map, Method method) {
    SortedMap<String, String> options = new TreeMap<>();
    for (String name : OPTIONS.getOrDefault(method, List.of())) {
      map.value(name, AccessReader::option).ifPresent(value -> options.put(name, value));
    }
    return options;
  }

  private static String option(String text) {
    if (!text.matches("[^\"\\p{Cntrl}]*")) {
      throw new IllegalArgumentException("cannot hold quotes or control characters");
    }
    return text;
  }

  /** Few roles bear a realm in their names. */
  private static void judgeGss(
      YamlMapping map, SortedMap<String, String> options, List<String> who) {
    boolean bearRealms = !who.isEmpty() && who.stream().allMatch(role -> role.contains("@"));
    if (!bearRealms && !"0".equals(options.get("include_realm"))) {
      map.problem("options", "nobody gets in under a name with its realm", "say include_realm: 0");
    }
    if (!options.containsKey("krb_realm")) {
      map.problem(
          "options", "people of every realm that yours trusts could be meant", "say krb_realm");
    }
  }

  /** The server is asked with the role's password, which must not cross the network as it is. */
  private static void judgeLdap(YamlMapping map, SortedMap<String, String> options) {
    if (!options.containsKey("ldapserver")) {
      map.problem("options", "ldap needs an ldapserver", "");
    }
    if (!"1".equals(options.get("ldaptls")) && !"ldaps".equals(options.get("ldapscheme"))) {
      map.problem("options", "passwords would cross the network as they are", "say ldaptls: 1");
    }
  }
}
