package org.pgv.manifests.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The server parameters that the service stands on, and where what they are for is said. */
final class ServiceParameters {
  private static final String RESTORE = "a restore sets it, and takes it away again";
  private static final String ARCHIVE = "WAL goes to the repository of 'backup'";
  private static final String CERTIFICATES = "certificates come from the site's CA";
  private static final String PATRONI = "Patroni sets it";
  private static final String SAFETY = "data would be lost at the next failure of a host";
  private static final String SESSION = "set it for a session, role or database";
  private static final String CLUSTER_REPLICATION = "set the cluster's replication";

  /** Never set by hand; by their names in any case. */
  private static final Map<String, String> OURS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** The values that the service can do with, where a parameter has others, too. */
  private static final Map<String, List<String>> FIT =
      Map.of(
          "wal_level", List.of("replica", "logical"),
          "ssl_min_protocol_version", List.of("TLSv1.2", "TLSv1.3"),
          "ssl_max_protocol_version", List.of("", "TLSv1.3"));

  static {
    put("set ports.postgres", "port");
    put("set the cluster's dataDirectory", "data_directory");
    put("it is the host's address", "listen_addresses");
    put("it is the cluster's name", "cluster_name");
    put("set the cluster's clients", "hba_file");
    put("", "ident_file", "config_file", "external_pid_file", "bonjour", "bonjour_name");
    put(
        "the service's own programs connect there",
        "unix_socket_directories",
        "unix_socket_group",
        "unix_socket_permissions");
    put("every connection is encrypted", "ssl");
    put(CERTIFICATES, "ssl_cert_file", "ssl_key_file", "ssl_ca_file", "ssl_passphrase_command");
    put(CERTIFICATES, "ssl_passphrase_command_supports_reload");
    put(PATRONI, "primary_conninfo", "primary_slot_name", "promote_trigger_file");
    put("replicas serve reads", "hot_standby");
    put("name 'slots' of the database: Patroni drops all others", "sync_replication_slots");
    put("pg_rewind needs it", "wal_log_hints");
    put(CLUSTER_REPLICATION, "synchronous_standby_names");
    put(SESSION, "synchronous_commit", "default_transaction_read_only", "transaction_read_only");
    put(SESSION, "zero_damaged_pages", "ignore_system_indexes", "allow_system_table_mods");
    put(ARCHIVE, "archive_mode", "archive_command", "archive_library");
    put(RESTORE, "restore_command", "recovery_end_command", "archive_cleanup_command");
    put(RESTORE, "recovery_target", "recovery_target_action", "recovery_target_inclusive");
    put(RESTORE, "recovery_target_lsn", "recovery_target_name", "recovery_target_time");
    put(RESTORE, "recovery_target_timeline", "recovery_target_xid", "recovery_min_apply_delay");
    put(SAFETY, "fsync", "full_page_writes", "data_sync_retry", "ignore_invalid_pages");
    put(SAFETY, "ignore_checksum_failure");
    put("passwords are kept as SCRAM verifiers, which rules ask for", "password_encryption");
    put("roles are those of the whole cluster", "db_user_namespace");
    put("the log is where the service's user may write", "logging_collector", "log_directory");
    put("statements in it may hold what others must not read", "log_file_mode");
  }

  /** Below these, members would not find place beside clients, or not each other. */
  private static final Map<String, Integer> LEAST =
      Map.of("max_connections", 20, "max_wal_senders", 10, "max_replication_slots", 10);

  private ServiceParameters() {}

  private static void put(String instead, String... names) {
    for (String name : names) {
      OURS.put(name, instead);
    }
  }

  /** What to do instead of setting it; empty where it may be set. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(OURS.get(name));
  }

  /**
   * What a value has to be instead; empty where the service can do with it.
   *
   * @param setting a value that the server takes, as {@code pg_settings} shows it
   */
  static Optional<String> better(String name, String setting) {
    List<String> fit = FIT.getOrDefault(name, List.of(setting));
    int least = LEAST.getOrDefault(name, 0);
    if (!fit.contains(setting)) {
      return Optional.of("use " + fit.getLast());
    }
    return least > 0 && Double.parseDouble(setting) < least
        ? Optional.of("the service takes some of them itself: use " + least + " or more")
        : Optional.empty();
  }
}
