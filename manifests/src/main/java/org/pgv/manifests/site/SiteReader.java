package org.pgv.manifests.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads a site file, with every problem at once and a default for all that it does not say. */
public final class SiteReader {
  private static final String API_VERSION = "pgv/v1";
  private static final Pattern SITE_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  private SiteReader() {}

  public static Loaded<Site> read(Path file) {
    return YamlFile.read(file, SiteReader::site);
  }

  /** Reads text; {@code name} is what problems call it. */
  public static Loaded<Site> read(String name, String text) {
    return YamlFile.read(name, text, SiteReader::site);
  }

  private static Site site(YamlMapping map) {
    if (!map.text("apiVersion").equals(API_VERSION) && map.has("apiVersion")) {
      map.problem("apiVersion", "must be " + API_VERSION, "");
    }
    String name = map.required("site", SiteReader::siteName, "");
    String domain = map.required("domain", SiteReader::domain, "");
    HostsReader hosts = new HostsReader(map);
    SiteSettings settings = SettingsReader.read(map, hosts.written());
    Optional<Backup> backup = new BackupReader(hosts.written()).read(map);
    List<Cluster> clusters =
        new ClustersReader(hosts.written(), settings.ports(), backup).read(map);
    if (clusters.size() > 1) {
      hosts.refuseRoutersOutside(clusters);
    }
    return new Site(name, domain, hosts.withDefaultRoles(clusters), clusters, settings);
  }

  private static String siteName(String text) {
    if (!SITE_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a site's name: '" + text + "' (at most 32 lower-case letters, digits and hyphens)");
    }
    return text;
  }

  private static String domain(String text) {
    if (text.length() > 180 || !DOMAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a domain: '" + text + "'");
    }
    return text;
  }
}
