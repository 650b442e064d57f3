package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads what holds for all hosts. */
final class SettingsReader {
  private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern JUMP =
      Pattern.compile("([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern DIRECTORY = Pattern.compile("(/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)+");

  private SettingsReader() {}

  static SiteSettings read(YamlMapping map, List<SiteHost> hosts) {
    Ports ports = map.mapping("ports", SettingsReader::ports).orElse(Ports.USUAL);
    return new SiteSettings(
        map.mapping("ssh", SettingsReader::ssh)
            .orElse(
                new SshAccess("root", Optional.empty(), 22, Optional.empty(), Optional.empty())),
        map.choice("names", SiteSettings.Names.class, SiteSettings.Names.HOSTS),
        map.choice("base", SiteSettings.Base.class, SiteSettings.Base.KEEP),
        map.values("timeServers", SettingsReader::server),
        map.texts("waive"),
        ports,
        map.mapping("etcd", SettingsReader::etcd).orElse(EtcdSettings.USUAL),
        map.mapping("firewall", new FirewallReader(hosts, ports)::read),
        map.mapping("ldap", ldap -> ldap.text("authority")));
  }

  /** An absolute directory, without anything a shell or a configuration file could misread. */
  static String directory(String text) {
    if (!DIRECTORY.matcher(text).matches()) {
      throw new IllegalArgumentException("not an absolute directory: '" + text + "'");
    }
    return text;
  }

  private static SshAccess ssh(YamlMapping map) {
    return new SshAccess(
        map.text("user", "root"),
        map.optionalText("key"),
        map.number("port", 22, 1, 65535),
        map.value("jump", SettingsReader::jump),
        map.optionalText("knownHosts"));
  }

  private static EtcdSettings etcd(YamlMapping map) {
    EtcdSettings usual = EtcdSettings.USUAL;
    int heartbeat = map.number("heartbeatMillis", usual.heartbeatMillis(), 10, 5000);
    int election = map.number("electionMillis", usual.electionMillis(), 50, 50000);
    if (election < 5 * heartbeat) {
      // etcd itself refuses to start below this.
      map.problem("electionMillis", "must be at least 5 times heartbeatMillis", "");
    }
    return new EtcdSettings(
        map.value("dataDirectory", SettingsReader::directory).orElse(usual.dataDirectory()),
        heartbeat,
        election,
        map.number("quotaMegabytes", usual.quotaMegabytes(), 64, 8192));
  }

  private static Ports ports(YamlMapping map) {
    Ports usual = map.choice("layout", Ports.Layout.class, Ports.Layout.USUAL).ports();
    List<Integer> taken = new ArrayList<>();
    return new Ports(
        port(map, "postgres", usual.postgres(), taken),
        port(map, "pgbouncer", usual.pooler(), taken),
        port(map, "patroni", usual.patroni(), taken),
        port(map, "etcdClient", usual.etcdClient(), taken),
        port(map, "etcdPeer", usual.etcdPeer(), taken),
        new Ports.Services(
            port(map, "primary", usual.services().primary(), taken),
            port(map, "replica", usual.services().replica(), taken),
            port(map, "default", usual.services().direct(), taken),
            port(map, "offline", usual.services().offline(), taken)),
        port(map, "statistics", usual.statistics(), taken),
        port(map, "repository", usual.repository(), taken),
        port(map, "backup", usual.backup(), taken),
        port(map, "minio", usual.minio(), taken),
        port(map, "minioConsole", usual.minioConsole(), taken));
  }

  private static int port(YamlMapping map, String key, int usual, List<Integer> taken) {
    int port = map.number(key, usual, 1, 65535);
    if (taken.contains(port)) {
      map.problem(
          key,
          "port " + port + " is used for something else, too",
          "a PostgreSQL host is a router, too: its server and each service need a port of their own");
    }
    taken.add(port);
    return port;
  }

  private static String server(String text) {
    if (!SERVER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a time server: '" + text + "'");
    }
    return text;
  }

  private static String jump(String text) {
    if (!JUMP.matcher(text).matches()) {
      throw new IllegalArgumentException("not of the form [user@]host[:port]: '" + text + "'");
    }
    return text;
  }
}
