package org.pgv.installer.component.postgres;

import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Script;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/**
 * Starts PostgreSQL of one member again, where it still has to be. Who leads by then is asked, not
 * remembered.
 *
 * @param wanted what it must run with afterwards, as {@code pg_settings} shows it
 */
record RestartScript(
    Topology topology, Cluster cluster, SiteHost member, SortedMap<String, String> wanted) {
  private static final Template TEXT = new Template(RestartScript.class, "restart.sh.ftl");

  /** What is done where the member leads. */
  enum Way {
    /** Another member leads from then on. */
    HAND_OVER,
    /** Clients wait until it is back. */
    IN_PLACE
  }

  /** What the script is laid out from. */
  public record Values(
      Where where,
      String cluster,
      String configuration,
      String rest,
      String user,
      boolean handOver) {}

  /** Where the server is. */
  public record Where(String member, String binaries, String sockets, String logs, String unit) {}

  /**
   * The script.
   *
   * @param whole whether nothing may be left to do afterwards
   */
  Script script(Way way, boolean whole) {
    PostgresLayout layout = topology.platform().postgres(cluster.postgres().version());
    int rest = topology.site().settings().ports().patroni();
    Values values =
        new Values(
            new Where(
                member.name().text(),
                layout.binaries(),
                layout.sockets(),
                layout.logs(),
                topology.platform().patroni().unit()),
            cluster.name(),
            topology.platform().patroni().configuration(),
            "https://%s:%d/patroni".formatted(member.address(), rest),
            layout.user(),
            way == Way.HAND_OVER && cluster.members().size() > 1);
    return new Script(
            "postgres-restart",
            "restart PostgreSQL of " + cluster.name() + " where it has to be",
            TEXT.render(values),
            Content.of(differences(whole)))
        .within(Duration.ofMinutes(30));
  }

  /** A query for what the server runs with otherwise. */
  private String differences(boolean whole) {
    String rows =
        wanted.entrySet().stream()
            .map(entry -> "(" + literal(entry.getKey()) + ", " + literal(entry.getValue()) + ")")
            .collect(Collectors.joining(", "));
    String pending =
        whole
            ? """
              UNION SELECT name FROM pg_settings WHERE pending_restart
              AND name !~ '^recovery_target' AND name NOT IN (SELECT name FROM wanted)
              """
            : "";
    return """
    WITH wanted (name, value) AS (VALUES %s)
    SELECT name FROM wanted JOIN pg_settings USING (name) WHERE setting <> value
    %sORDER BY 1;
    """
        .formatted(rows, pending);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
