package org.pgv.manifests.site;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Network;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the server parameters a site sets itself. */
final class ServerParameters {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*");

  /** What would break the service when set by hand, and where it is said instead. */
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("port", "set ports.postgres"),
          Map.entry("data_directory", "set the cluster's dataDirectory"),
          Map.entry("listen_addresses", "it is the host's address"),
          Map.entry("cluster_name", "it is the cluster's name"),
          Map.entry("hba_file", "set the cluster's clients"),
          Map.entry("ident_file", ""),
          Map.entry("config_file", ""),
          Map.entry("unix_socket_directories", ""),
          Map.entry("ssl", "every connection is encrypted"),
          Map.entry("ssl_cert_file", "certificates come from the site's CA"),
          Map.entry("ssl_key_file", "certificates come from the site's CA"),
          Map.entry("ssl_ca_file", "certificates come from the site's CA"),
          Map.entry("primary_conninfo", "Patroni sets it"),
          Map.entry("primary_slot_name", "Patroni sets it"),
          Map.entry("hot_standby", "replicas serve reads"),
          Map.entry("wal_log_hints", "pg_rewind needs it"),
          Map.entry("synchronous_standby_names", "set the cluster's replication"),
          Map.entry("synchronous_commit", "set it for a session, role or database"));

  private ServerParameters() {}

  static SortedMap<String, String> read(YamlMapping map) {
    return map.mapping("parameters", ServerParameters::parameters)
        .orElse(Collections.emptySortedMap());
  }

  /** Who may connect: a network, or one of {@code pg_hba.conf}'s words for one. */
  static String client(String text) {
    if (text.equals("samenet") || text.equals("samehost")) {
      return text;
    }
    return Network.parse(text).toString();
  }

  private static SortedMap<String, String> parameters(YamlMapping map) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (String name : map.keys()) {
      String value = map.text(name);
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        map.problem(name, "not a server parameter", "");
      }
      if (OURS.containsKey(name)) {
        map.problem(name, "cannot be set here", OURS.getOrDefault(name, ""));
      }
      parameters.put(name, value);
    }
    return parameters;
  }
}
