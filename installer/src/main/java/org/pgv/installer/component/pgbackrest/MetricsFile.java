package org.pgv.installer.component.pgbackrest;

/**
 * Where programs on a host leave what they measured, in Prometheus' text format: read by {@code
 * pgv-install status}, and fit for the node exporter's textfile collector.
 */
final class MetricsFile {
  static final String FOLDER = "/var/lib/pgv/metrics";

  private MetricsFile() {}

  static String of(String what, Stanza stanza) {
    return FOLDER + "/%s-%s.prom".formatted(what, stanza.name());
  }
}
