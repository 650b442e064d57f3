package org.pgv.installer.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.manifests.site.AccessRule;
import org.pgv.manifests.site.AccessRule.Method;
import org.pgv.manifests.site.Authentication;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Contents;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.Network;

/** The lines of {@code pg_hba.conf} that one rule comes to. */
final class RuleLines {
  private final Site site;
  private final Contents contents;
  private final AccessRule rule;

  RuleLines(Site site, Cluster cluster, AccessRule rule) {
    this.site = site;
    this.contents = cluster.contents();
    this.rule = rule;
  }

  /** Some of a rule's roles, and how they prove who they are. */
  private record Share(List<String> roles, String method) {}

  /** In the order in which PostgreSQL has to read them. */
  List<HbaLine> forServer() {
    List<HbaLine> lines = new ArrayList<>();
    for (Share share : shares()) {
      for (String place : places(share.method())) {
        lines.add(
            rule.isBy(Method.REJECT)
                ? HbaLine.reject(place, rule.databases(), share.roles())
                : HbaLine.at(place, rule.databases(), share.roles(), share.method()));
      }
    }
    return lines;
  }

  /** The same for PgBouncer, which takes passwords only and knows no groups. */
  List<HbaLine> forPooler() {
    List<String> known = rule.isForAllRoles() ? List.of(AccessRule.ALL) : named();
    List<String> others =
        named().stream()
            .filter(name -> !contents.loginsBy(Authentication.PASSWORD).contains(name))
            .toList();
    List<HbaLine> lines = new ArrayList<>();
    for (String place : poolerPlaces()) {
      if (!takesPassword() && !known.isEmpty()) {
        lines.add(HbaLine.reject(place, rule.databases(), known));
        continue;
      }
      if (!others.isEmpty()) {
        lines.add(HbaLine.reject(place, rule.databases(), others));
      }
      List<String> rest = known.stream().filter(name -> !others.contains(name)).toList();
      if (!rest.isEmpty()) {
        lines.add(HbaLine.at(place, rule.databases(), rest, word(Method.SCRAM)));
      }
    }
    return lines;
  }

  private boolean takesPassword() {
    return rule.isBy(Method.DECLARED) || rule.isBy(Method.SCRAM);
  }

  /** The declared roles that may log in and that the rule is meant for. */
  private List<String> named() {
    return Stream.of(Authentication.values())
        .flatMap(by -> contents.loginsBy(by).stream())
        .filter(this::isMeant)
        .toList();
  }

  private boolean isMeant(String role) {
    return rule.isForAllRoles()
        || rule.roles().contains(role)
        || rule.roles().stream()
            .filter(word -> word.startsWith(AccessRule.MEMBERS_OF))
            .anyMatch(word -> contents.membersOf(word.substring(1)).contains(role));
  }

  private List<Share> shares() {
    if (!rule.isBy(Method.DECLARED)) {
      return List.of(new Share(rule.roles(), method()));
    }
    List<String> byCertificate =
        contents.loginsBy(Authentication.CERTIFICATE).stream().filter(this::isMeant).toList();
    List<String> rest =
        rule.roles().stream().filter(role -> !byCertificate.contains(role)).toList();
    return Stream.of(
            new Share(byCertificate, word(Method.CERT)), new Share(rest, word(Method.SCRAM)))
        .filter(share -> !share.roles().isEmpty())
        .toList();
  }

  private String method() {
    return Stream.concat(
            Stream.of(word(rule.proof().method())),
            rule.proof().options().entrySet().stream()
                .map(option -> option.getKey() + "=\"" + option.getValue() + "\""))
        .collect(Collectors.joining(" "));
  }

  private static String word(Method method) {
    return method == Method.SCRAM ? "scram-sha-256" : method.name().toLowerCase(Locale.ROOT);
  }

  private List<String> places(String method) {
    List<String> places = new ArrayList<>();
    boolean certain = method.equals(word(Method.CERT)) || method.startsWith(word(Method.GSS));
    for (Source source : rule.from()) {
      if (source instanceof Source.Local) {
        places.addAll(HbaLine.ownHost());
      } else {
        places.addAll(addresses(source));
      }
    }
    if (takesPassword() && !routers().isEmpty()) {
      // PgBouncer passes its clients' passwords on, by the socket of its host.
      places.addFirst(HbaLine.SOCKET);
    }
    return places.stream()
        .distinct()
        .filter(place -> !certain || !place.equals(HbaLine.SOCKET))
        .filter(place -> !rule.isBy(Method.PEER) || place.equals(HbaLine.SOCKET))
        .toList();
  }

  private List<String> addresses(Source source) {
    return source instanceof Source.SameNetwork
        ? List.of("samenet")
        : site.networks(source).stream().map(Network::toString).toList();
  }

  /** Where PgBouncer sees those come from whom the rule means. */
  private List<String> poolerPlaces() {
    boolean own = rule.from().stream().anyMatch(Source.Local.class::isInstance);
    return Stream.concat(
            own ? HbaLine.ownHost().stream().skip(1) : Stream.empty(), routers().stream())
        .toList();
  }

  /** The routers among the rule's sources: from them comes whoever asks for a service. */
  private List<String> routers() {
    List<Network> meant =
        rule.from().stream().flatMap(source -> site.networks(source).stream()).toList();
    return site.routers().stream()
        .filter(router -> meant.stream().anyMatch(one -> one.contains(router.address())))
        .map(router -> Network.ofHost(router.address()).toString())
        .toList();
  }
}
