package org.pgv.installer.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

/** What {@code status.sh} would print on hosts of a site. */
final class Answers {
  static final Site SITE =
      SiteReader.read(
              "site.yaml",
              """
              apiVersion: pgv/v1
              site: demo
              domain: demo.internal
              hosts:
                - { name: pg1, address: 10.77.0.11, roles: [etcd] }
                - { name: pg2, address: 10.77.0.12, roles: [etcd] }
                - { name: pg3, address: 10.77.0.13, roles: [etcd] }
                - { name: infra1, address: 10.77.0.14, roles: [infra, backup] }
              clusters:
                - { name: main, members: [pg1, pg2, pg3] }
              """)
          .orRefuse();
  static final String BUNDLE = "pgv-debian13-2026.11.20";
  private static final String UNITS =
      """
      unit\tchrony.service\tactive
      unit\tetcd.service\tactive
      unit\thaproxy.service\tactive
      unit\tpatroni.service\tactive
      """;

  private Answers() {}

  /** What a primary tells of its WAL where every segment reached the repository. */
  static final String ARCHIVED = "1795226100||0||00000001000000000000000E";

  /** A member on which all is well. */
  static String member(boolean leadsEtcd) {
    String metrics = text("metrics.txt");
    return UNITS
        + document("patroni", http("cluster.http"))
        + document("health", http("health.http"))
        + document("metrics", leadsEtcd ? metrics : metrics.replace("is_leader 1", "is_leader 0"))
        + document("router", text("router.csv"))
        + document("pools", text("pools.txt"))
        + (leadsEtcd ? document("archive", ARCHIVED) : "")
        + end();
  }

  /** A member that is left of a cluster in trouble. */
  static String troubledMember() {
    return UNITS.replace("haproxy.service\tactive", "haproxy.service\tfailed")
        + "by-hand\tALTER SYSTEM has set work_mem\n"
        + "failed\thaproxy.service\nfailed\tlogrotate.service\n"
        + document("patroni", http("cluster-degraded.http"))
        + document("health", http("health-alarm.http"))
        + document("metrics", text("metrics.txt"))
        + document("router", text("router-down.csv"))
        + document("pools", text("pools-exhausted.txt"))
        + document("archive", "1795220000|1795226100|37|1795220010|00000001000000000000000E")
        + document("archive-error", "unable to connect to 'infra1.demo.internal:8432': timed out")
        + document("archive-dropped", "3\n")
        + end();
  }

  static String infra() {
    return infra("measured.prom");
  }

  /** The keeper of a repository where all that can be wrong is. */
  static String troubledInfra() {
    return infra("measured-troubled.prom");
  }

  private static String infra(String measured) {
    return "unit\tchrony.service\tactive\nunit\tnginx.service\tactive\n"
        + document("backups\tmain\t0", text("backups.json"))
        + document("measured", text(measured))
        + end();
  }

  static String document(String word, String content) {
    String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return word + "\t" + encoded + "\n";
  }

  private static String end() {
    return "bundle\t" + BUNDLE + "\nend\t1795226157\n";
  }

  private static String http(String name) {
    return text(name).replace("\n", "\r\n");
  }

  static String text(String name) {
    try (InputStream in = Answers.class.getResourceAsStream("answers/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
