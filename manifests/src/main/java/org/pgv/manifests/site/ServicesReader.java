package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pgv.manifests.site.Service.Destination;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the services of a cluster: those that each has, and what the site adds. */
final class ServicesReader {
  private static final String USUAL_LAG = "100MB";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");
  private static final Pattern LAG = Pattern.compile("[1-9][0-9]{0,9}(kB|MB|GB)");

  private enum To {
    PRIMARY,
    REPLICA
  }

  private final List<HostName> members;
  private final Ports ports;
  private final Set<Integer> taken;
  private final Set<String> names = new TreeSet<>();

  ServicesReader(List<HostName> members, Ports ports) {
    this.members = List.copyOf(members);
    this.ports = ports;
    this.taken = new TreeSet<>(ports.all());
  }

  List<Service> read(YamlMapping map) {
    List<Service> all = new ArrayList<>(usual());
    all.forEach(service -> names.add(service.name()));
    all.addAll(map.mappings("services", this::service));
    return all;
  }

  private List<Service> usual() {
    Ports.Services at = ports.services();
    Destination primary = new Destination.Primary();
    Destination replica = new Destination.Replica(USUAL_LAG, true);
    return List.of(
        new Service(Service.PRIMARY, at.primary(), primary, true, members),
        new Service("replica", at.replica(), replica, true, members),
        new Service(Service.DEFAULT, at.direct(), primary, false, members),
        new Service("offline", at.offline(), replica, false, members));
  }

  private Service service(YamlMapping map) {
    String name = map.required("name", ServicesReader::name, "");
    if (!name.isEmpty() && !names.add(name)) {
      map.problem("name", "two services are called " + name, "");
    }
    ReservedNames.refuse(map, ReservedNames.Bearer.SERVICE, name);
    int port = map.number("port", 0, 1, 65535);
    if (!map.has("port")) {
      map.problem("port", "must be there", "such as 5440");
    } else if (!taken.add(port)) {
      map.problem("port", "port " + port + " is used for something else, too", "");
    }
    To to = map.choice("to", To.class, To.PRIMARY);
    return new Service(
        name, port, destination(map, to), map.flag("pooled", true), servers(map, to));
  }

  private static Destination destination(YamlMapping map, To to) {
    return switch (to) {
      case PRIMARY -> new Destination.Primary();
      case REPLICA ->
          new Destination.Replica(
              map.value("maxLag", ServicesReader::lag).orElse(USUAL_LAG),
              map.flag("orPrimary", true));
    };
  }

  private List<HostName> servers(YamlMapping map, To to) {
    List<String> known = members.stream().map(HostName::text).toList();
    List<String> chosen = map.known("members", "member", known);
    if (to == To.PRIMARY && !chosen.isEmpty()) {
      map.problem("members", "only a service to a replica can choose", "any may become primary");
    }
    return chosen.isEmpty()
        ? members
        : members.stream().filter(member -> chosen.contains(member.text())).toList();
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a service's name: '" + text + "' (a letter first; lower-case letters, digits, _)");
    }
    return text;
  }

  private static String lag(String text) {
    if (!LAG.matcher(text).matches()) {
      throw new IllegalArgumentException("not a size: '" + text + "' (such as 16MB)");
    }
    return text;
  }
}
