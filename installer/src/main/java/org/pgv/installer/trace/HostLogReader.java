package org.pgv.installer.trace;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.answer.Answer;
import org.pgv.manifests.value.HostName;

/** Reads what a host answered. */
final class HostLogReader {
  private HostLogReader() {}

  static HostLog read(HostName host, String output) {
    Answer answer = Answer.of(output);
    if (!answer.has("end")) {
      throw new IllegalArgumentException("the answer has no end");
    }
    PoolerLog pooler = new PoolerLog(host);
    answer
        .all("pooler")
        .filter(fields -> fields.size() == 2)
        .forEach(fields -> pooler.add(instant(fields.getFirst()), fields.get(1)));
    ServerLog server = new ServerLog(host);
    answer.all("server").forEach(fields -> server.add(fields.getFirst()));
    return new HostLog(
        host,
        answer
            .all("router")
            .filter(fields -> fields.size() == 6)
            .map(HostLogReader::passage)
            .toList(),
        Stream.concat(pooler.arrivals().stream(), server.arrivals().stream()).toList(),
        answer.all("cut").map(List::getFirst).toList());
  }

  private static Passage passage(List<String> fields) {
    return new Passage(
        instant(fields.get(0)), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
  }

  /** Seconds since 1970 with a fraction, as journalctl has them. */
  private static Instant instant(String text) {
    BigDecimal seconds = new BigDecimal(text);
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }
}
