package org.pgv.installer.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgv.manifests.site.Authentication;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.Service;
import org.pgv.manifests.site.Service.Destination;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteSettings;

/**
 * How one role reaches one database: by the address that the routers share where there is one, or
 * else by all routers, of which a client takes the first that answers.
 */
public final class ClientSheet {
  /** What the site's root certificate is called beside the client. */
  public static final String ROOT = "root.crt";

  /** What a role's certificate is called beside the client. */
  static String certificate(String role) {
    return role + ".crt";
  }

  /** What its key is called there. */
  static String key(String role) {
    return role + ".key";
  }

  /** What its key is called in the form that pgjdbc reads. */
  static String javaKey(String role) {
    return role + ".pk8";
  }

  private final Site site;
  private final Cluster cluster;
  private final Database database;
  private final String role;
  private final String root;

  /**
   * @param root where the client keeps the site's root certificate
   */
  public ClientSheet(Site site, Cluster cluster, Database database, String role, String root) {
    this.site = site;
    this.cluster = cluster;
    this.database = database;
    this.role = role;
    this.root = root;
  }

  /**
   * Where clients knock: the address that routers share, where there is one, or else each of them.
   */
  public static List<String> doors(Site site, Cluster cluster) {
    return cluster
        .availability()
        .vip()
        .map(vip -> List.of(vip.address().text()))
        .orElseGet(
            () ->
                site.holdersOfAddress(cluster).stream()
                    .map(host -> site.fqdn(host.name()))
                    .toList());
  }

  /** One for each service that takes the role, in the site's order. */
  public List<Connection> connections() {
    return cluster.services().stream()
        .filter(service -> !service.pooled() || isPooled())
        .map(this::connection)
        .toList();
  }

  /** The pooler takes passwords only, and nobody whose long reports would hold its connections. */
  private boolean isPooled() {
    return authentication() == Authentication.PASSWORD
        && !cluster.contents().membersOf(DatabaseRole.OFFLINE).contains(role);
  }

  private Authentication authentication() {
    return cluster
        .contents()
        .role(role)
        .map(declared -> declared.terms().authentication())
        .orElse(Authentication.PASSWORD);
  }

  /** All of them for {@code pg_service.conf}. */
  public String serviceFile() {
    return connections().stream().map(Connection::section).collect(Collectors.joining("\n"));
  }

  private Connection connection(Service service) {
    Map<String, String> words = words(service);
    String libpq =
        words.entrySet().stream()
            .map(word -> word.getKey() + "=" + word.getValue())
            .collect(Collectors.joining(" "));
    String lines =
        words.entrySet().stream()
            .map(word -> word.getKey() + "=" + word.getValue() + "\n")
            .collect(Collectors.joining());
    return new Connection(
        service.name(),
        meaning(service),
        libpq,
        jdbc(service),
        "[" + database.name() + "-" + service.name() + "]\n" + lines);
  }

  private Map<String, String> words(Service service) {
    Map<String, String> words = new LinkedHashMap<>();
    List<String> addresses = addresses();
    words.put("host", String.join(",", names()));
    if (!names().equals(addresses)) {
      // Certificates are verified by the name, whatever the client's resolver makes of it.
      words.put("hostaddr", String.join(",", addresses));
    }
    words.put("port", String.valueOf(service.port()));
    words.put("dbname", database.name());
    words.put("user", role);
    words.put("sslmode", "verify-full");
    words.put("sslrootcert", root);
    if (authentication() == Authentication.CERTIFICATE) {
      words.put("sslcert", certificate(role));
      words.put("sslkey", key(role));
    }
    words.put("target_session_attrs", asksForPrimary(service) ? "read-write" : "any");
    words.put("connect_timeout", "3");
    // A router that lost its power refuses nothing: without this a client waits for it for minutes.
    words.put("tcp_user_timeout", "4000");
    return words;
  }

  private String jdbc(Service service) {
    String hosts =
        addresses().stream()
            .map(address -> address + ":" + service.port())
            .collect(Collectors.joining(","));
    String identity =
        authentication() == Authentication.CERTIFICATE
            ? "&sslcert=" + certificate(role) + "&sslkey=" + javaKey(role)
            : "";
    return "jdbc:postgresql://%s/%s?user=%s&sslmode=verify-full&sslrootcert=%s%s&targetServerType=%s&connectTimeout=3&hostRecheckSeconds=1"
        .formatted(
            hosts,
            database.name(),
            URLEncoder.encode(role, StandardCharsets.UTF_8),
            root,
            identity,
            asksForPrimary(service) ? "primary" : "any");
  }

  /**
   * Whether the client asks the server if it writes, too. Through the pooler it must not: PgBouncer
   * answers from what its first connection was told, which may have been by a replica.
   */
  private static boolean asksForPrimary(Service service) {
    return service.to() instanceof Destination.Primary && !service.pooled();
  }

  private static String meaning(Service service) {
    String what =
        switch (service.to()) {
          case Destination.Primary() -> "the primary: reads and writes";
          case Destination.Replica(String maxLag, boolean orPrimary) ->
              "a replica at most "
                  + maxLag
                  + " behind"
                  + (orPrimary ? ", or the primary where there is none" : "")
                  + ": reads";
        };
    return what + (service.pooled() ? ", through the pooler" : ", directly");
  }

  private List<String> names() {
    return doors(site, cluster);
  }

  /** What reaches them without a resolver; names, where the site's own resolver knows them. */
  private List<String> addresses() {
    boolean named = site.settings().names() == SiteSettings.Names.DNS;
    return named || cluster.availability().vip().isPresent()
        ? names()
        : site.holdersOfAddress(cluster).stream().map(host -> host.address().text()).toList();
  }
}
