package org.pgv.installer.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.status.HostReport.EtcdView;
import org.pgv.installer.status.HostReport.RoutedServer;
import org.pgv.installer.status.HostReport.WayIn;
import org.pgv.manifests.json.Json;

/** Reads what {@code status.sh} printed. */
final class ReportReader {
  private final Answer answer;

  private ReportReader(Answer answer) {
    this.answer = answer;
  }

  static HostReport read(String output) {
    Answer answer = Answer.of(output);
    if (!answer.has("end")) {
      throw new IllegalArgumentException("the answer has no end");
    }
    ReportReader reader = new ReportReader(answer);
    return new HostReport(
        reader.cluster(),
        reader.etcd(),
        new WayIn(reader.router(), Pools.read(Answer.decoded(reader.answer.value("pools")))),
        reader.software(),
        reader.answer.all("by-hand").map(List::getFirst).toList(),
        reader.certificates(),
        reader.backups());
  }

  private Optional<ClusterView> cluster() {
    String body = body("patroni");
    try {
      return body.isEmpty() ? Optional.empty() : Optional.of(ClusterView.parse(body));
    } catch (UncheckedIOException _) {
      // Patroni answers an error with text.
      return Optional.empty();
    }
  }

  private Optional<EtcdView> etcd() {
    String body = body("health");
    if (body.isEmpty()) {
      return Optional.empty();
    }
    JsonNode health;
    try {
      health = Json.tree(body);
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
    Samples metrics = Samples.parse(Answer.decoded(answer.value("metrics")));
    return Optional.of(
        new EtcdView(
            health.path("health").asBoolean(),
            health.path("reason").asText(),
            metrics.value("etcd_server_is_leader").orElse(0) > 0,
            (long) metrics.value("etcd_mvcc_db_total_size_in_bytes").orElse(0),
            (long) metrics.value("etcd_server_quota_backend_bytes").orElse(0)));
  }

  private List<RoutedServer> router() {
    return Answer.decoded(answer.value("router"))
        .lines()
        .map(line -> List.of(line.split(",", -1)))
        .filter(fields -> fields.size() == 3 && isServer(fields.get(0), fields.get(1)))
        .map(f -> new RoutedServer(f.get(0), f.get(1), f.get(2).startsWith("UP")))
        .toList();
  }

  /** The others are totals, or what no client asks for: only that has a hyphen in its name. */
  private static boolean isServer(String service, String name) {
    return !service.contains("-") && !List.of("FRONTEND", "BACKEND").contains(name);
  }

  private HostReport.Software software() {
    SortedMap<String, String> units = new TreeMap<>();
    answer.all("unit").filter(f -> f.size() > 1).forEach(f -> units.put(f.get(0), f.get(1)));
    return new HostReport.Software(
        units, answer.all("failed").map(List::getFirst).sorted().toList(), answer.value("bundle"));
  }

  private SortedMap<String, Instant> certificates() {
    SortedMap<String, Instant> ends = new TreeMap<>();
    answer
        .all("certificate")
        .filter(fields -> fields.size() > 1)
        .forEach(fields -> ends.put(fields.get(0), end(fields.get(1))));
    return ends;
  }

  /** One that cannot be read is of no use to anybody else either: it counts as ended. */
  private static Instant end(String base64) {
    try {
      return CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))
              instanceof X509Certificate certificate
          ? certificate.getNotAfter().toInstant()
          : Instant.EPOCH;
    } catch (CertificateException | IllegalArgumentException _) {
      return Instant.EPOCH;
    }
  }

  private BackupReport backups() {
    SortedMap<String, Catalog> catalogs = new TreeMap<>();
    answer
        .all("backups")
        .filter(fields -> fields.size() > 2)
        .forEach(
            fields ->
                catalogs.put(
                    fields.get(0),
                    Catalog.read(Integer.parseInt(fields.get(1)), Answer.decoded(fields.get(2)))));
    Samples measured = Samples.parse(Answer.decoded(answer.value("measured")));
    return new BackupReport(catalogs, archive(), measured, store());
  }

  /**
   * Seconds since the epoch of the last success and of the last failure, what waits and since when,
   * and the last segment that arrived.
   */
  private Optional<BackupReport.Archive> archive() {
    String[] fields = Answer.decoded(answer.value("archive")).strip().split("\\|", -1);
    return fields.length == 5
        ? Optional.of(
            new BackupReport.Archive(
                second(fields[0]),
                second(fields[1]),
                new BackupReport.Queue(Integer.parseInt(fields[2]), second(fields[3])),
                fields[4],
                notes()))
        : Optional.empty();
  }

  private BackupReport.Notes notes() {
    String error = Catalog.reason(Answer.decoded(answer.value("archive-error")));
    String dropped = Answer.decoded(answer.value("archive-dropped")).strip();
    return new BackupReport.Notes(
        Optional.of(error).filter(text -> !text.isEmpty()),
        dropped.isEmpty() ? 0 : Long.parseLong(dropped));
  }

  private Optional<StoreReport> store() {
    return StoreReport.read(
        Answer.decoded(answer.value("store-writes")),
        Answer.decoded(answer.value("store-reads")),
        Answer.decoded(answer.value("store-drives")));
  }

  private static Optional<Instant> second(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
  }

  /** What follows the headers of an HTTP answer. */
  private String body(String word) {
    String response = Answer.decoded(answer.value(word));
    int end = response.indexOf("\r\n\r\n");
    return end < 0 ? "" : response.substring(end + 4).strip();
  }
}
