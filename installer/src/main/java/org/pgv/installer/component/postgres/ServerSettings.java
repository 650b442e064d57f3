package org.pgv.installer.component.postgres;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.site.PostgresSettings;
import org.pgv.manifests.site.PostgresSettings.Profile;

/**
 * Server parameters scaled from a host: a profile's proportions applied to its processors, memory
 * and the file system its data is on.
 *
 * @param shared those that all members must agree on; Patroni keeps them in etcd
 * @param local those of this host
 */
public record ServerSettings(SortedMap<String, String> shared, SortedMap<String, String> local) {
  /**
   * Patroni takes most of these from etcd alone (Patroni documentation, "Dynamic configuration");
   * the others say what becomes of WAL, whoever leads.
   */
  private static final List<String> SHARED =
      List.of(
          "archive_timeout",
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_replication_slots",
          "max_wal_senders",
          "max_worker_processes",
          "track_commit_timestamp",
          "wal_keep_size",
          "wal_level",
          "wal_retrieve_retry_interval");

  private static final long MIB = 1024L * 1024L;
  private static final long GIB = 1024L * MIB;

  /** What a host has for PostgreSQL. */
  public record Capacity(int cpus, long memoryBytes, long diskBytes) {

    /** What both have: what two hosts can agree on. */
    public Capacity least(Capacity other) {
      return new Capacity(
          Math.min(cpus, other.cpus),
          Math.min(memoryBytes, other.memoryBytes),
          Math.min(diskBytes, other.diskBytes));
    }
  }

  public ServerSettings {
    shared = Collections.unmodifiableSortedMap(new TreeMap<>(shared));
    local = Collections.unmodifiableSortedMap(new TreeMap<>(local));
  }

  /** The settings of a profile on a host; what the site sets itself wins. */
  public static ServerSettings of(PostgresSettings settings, Capacity capacity) {
    Profile profile = settings.profile();
    SortedMap<String, String> all = new TreeMap<>();
    memory(all, profile, capacity);
    processors(all, profile, capacity.cpus());
    disk(all, profile, capacity.diskBytes());
    writeAheadLog(all, profile);
    queries(all, profile);
    connections(all);
    logging(all, profile);
    loaded(all, settings.audit());
    all.putAll(settings.parameters());
    SortedMap<String, String> shared = new TreeMap<>(all);
    SortedMap<String, String> local = new TreeMap<>(all);
    shared.keySet().retainAll(SHARED);
    local.keySet().removeAll(SHARED);
    return new ServerSettings(shared, local);
  }

  private static void memory(SortedMap<String, String> all, Profile profile, Capacity capacity) {
    int connections = profile == Profile.TINY ? 250 : 500;
    long buffers = capacity.memoryBytes() / 4;
    // No pooler stands in front of every connection, so work_mem has a lower floor than usual.
    long mostWork =
        switch (profile) {
          case OLTP, CRIT -> GIB;
          case OLAP -> 8 * GIB;
          case TINY -> GIB / 4;
        };
    long work = clamp(buffers / connections, 4 * MIB, mostWork);
    long maintenance = buffers / (profile == Profile.OLAP ? 2 : 4);
    all.put("max_connections", String.valueOf(connections));
    all.put("max_locks_per_transaction", String.valueOf(Math.max(64, 2 * connections / 4)));
    all.put("shared_buffers", megabytes(buffers));
    all.put("effective_cache_size", megabytes(capacity.memoryBytes() - buffers));
    all.put("work_mem", megabytes(work));
    all.put("maintenance_work_mem", megabytes(clamp(maintenance, 64 * MIB, 8 * GIB)));
    all.put("huge_pages", "try");
    all.put("wal_buffers", "16MB");
  }

  private static void processors(SortedMap<String, String> all, Profile profile, int cpus) {
    int workers =
        switch (profile) {
          case OLTP, CRIT -> Math.max(cpus + 8, 16);
          case OLAP -> Math.max(cpus + 12, 20);
          case TINY -> Math.max(cpus + 4, 12);
        };
    int parallel =
        switch (profile) {
          case OLTP, CRIT -> Math.max((cpus + 1) / 2, 2);
          case OLAP -> Math.max((cpus * 4 + 4) / 5, 2);
          case TINY -> Math.max(cpus / 2, 1);
        };
    int gather =
        switch (profile) {
          case OLTP -> (int) clamp(cpus / 5, 2, 8);
          case OLAP -> Math.max(cpus / 2, 2);
          case CRIT, TINY -> 0;
        };
    int maintenance = profile == Profile.TINY ? Math.max(cpus / 3, 1) : Math.max((cpus + 2) / 3, 2);
    all.put("max_worker_processes", String.valueOf(workers + 8));
    all.put("max_parallel_workers", String.valueOf(parallel));
    all.put("max_parallel_workers_per_gather", String.valueOf(gather));
    all.put("max_parallel_maintenance_workers", String.valueOf(maintenance));
    all.put("autovacuum_max_workers", profile == Profile.TINY ? "2" : "3");
  }

  /** One unit for each 20 GiB: WAL may take five of them, and slots hold back no more than six. */
  private static void disk(SortedMap<String, String> all, Profile profile, long bytes) {
    long unit = clamp((bytes + 20 * GIB - 1) / (20 * GIB), 1, 100);
    all.put("min_wal_size", unit + "GB");
    all.put("max_wal_size", 4 * unit + "GB");
    all.put("max_slot_wal_keep_size", 6 * unit + "GB");
    all.put("temp_file_limit", (profile == Profile.OLAP ? 4 : 1) * unit + "GB");
    all.put("wal_keep_size", "256MB");
  }

  private static void writeAheadLog(SortedMap<String, String> all, Profile profile) {
    boolean critical = profile == Profile.CRIT;
    // So that a later upgrade by logical replication needs no restart first.
    all.put("wal_level", "logical");
    all.put("wal_compression", "on");
    all.put("wal_writer_delay", critical ? "10ms" : "20ms");
    all.put("wal_writer_flush_after", critical ? "0" : "1MB");
    all.put("archive_timeout", "60");
    all.put("wal_retrieve_retry_interval", "500ms");
    all.put("max_wal_senders", "16");
    all.put("max_replication_slots", "16");
    all.put("max_prepared_transactions", "0");
    all.put("track_commit_timestamp", "on");
    all.put("checkpoint_timeout", "15min");
    all.put("checkpoint_completion_target", "0.9");
    all.put("hot_standby_feedback", "on");
    all.put("max_standby_streaming_delay", "3min");
    all.put("max_standby_archive_delay", "10min");
  }

  private static void queries(SortedMap<String, String> all, Profile profile) {
    boolean analytic = profile == Profile.OLAP;
    String statistics =
        switch (profile) {
          case OLTP, CRIT -> "400";
          case OLAP -> "1000";
          case TINY -> "200";
        };
    all.put("random_page_cost", "1.1");
    all.put("effective_io_concurrency", "200");
    all.put("maintenance_io_concurrency", "100");
    all.put("default_statistics_target", statistics);
    all.put("autovacuum_vacuum_scale_factor", "0.08");
    all.put("autovacuum_analyze_scale_factor", "0.04");
    all.put("vacuum_cost_limit", analytic ? "10000" : "2000");
    all.put("enable_partitionwise_join", analytic ? "on" : "off");
    all.put("enable_partitionwise_aggregate", analytic ? "on" : "off");
  }

  /** A peer that is gone is noticed within the time in which Patroni gives a primary up. */
  private static void connections(SortedMap<String, String> all) {
    all.put("ssl_min_protocol_version", "TLSv1.2");
    all.put("tcp_keepalives_idle", "10");
    all.put("tcp_keepalives_interval", "5");
    all.put("tcp_keepalives_count", "3");
    all.put("tcp_user_timeout", "15000");
    all.put("wal_receiver_timeout", "15s");
    all.put("wal_sender_timeout", "15s");
    all.put("wal_receiver_status_interval", "2s");
  }

  private static void logging(SortedMap<String, String> all, Profile profile) {
    boolean critical = profile == Profile.CRIT;
    String idle =
        switch (profile) {
          case OLTP, TINY -> "10min";
          case OLAP -> "0";
          case CRIT -> "1min";
        };
    all.put("pg_stat_statements.max", profile == Profile.TINY ? "2500" : "10000");
    all.put("auto_explain.log_min_duration", "1s");
    all.put("auto_explain.log_analyze", "on");
    all.put("auto_explain.log_timing", "off");
    all.put("idle_in_transaction_session_timeout", idle);
    all.put("log_destination", "stderr");
    all.put("log_filename", "postgresql-%a.log");
    all.put("log_rotation_age", "1d");
    all.put("log_truncate_on_rotation", "on");
    all.put("log_line_prefix", "%m [%p] %q%u@%d %r %a ");
    all.put("log_min_duration_statement", profile == Profile.OLAP ? "1s" : "100ms");
    all.put("log_connections", "on");
    all.put("log_disconnections", "on");
    all.put("log_replication_commands", "on");
    all.put("log_checkpoints", "on");
    all.put("log_lock_waits", "on");
    all.put("log_temp_files", "1MB");
    all.put("track_activity_query_size", critical ? "32kB" : "8kB");
    all.put("track_io_timing", "on");
    all.put("track_functions", "all");
  }

  /**
   * pgaudit logs the same statements as log_statement would, and more, but of passwords it says
   * that there was one.
   */
  private static void loaded(SortedMap<String, String> all, boolean audit) {
    String usual = "pg_stat_statements,auto_explain";
    all.put("shared_preload_libraries", usual + (audit ? ",passwordcheck,pgaudit" : ""));
    all.put("log_statement", audit ? "none" : "ddl");
    if (audit) {
      all.put("pgaudit.log", "ddl,role");
      all.put("pgaudit.log_catalog", "off");
    }
  }

  private static String megabytes(long bytes) {
    return bytes / MIB + "MB";
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(value, most));
  }
}
