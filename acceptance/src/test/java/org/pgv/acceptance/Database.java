package org.pgv.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** What is in the example's database of a lab's cluster, and what is said of its backups. */
final class Database {
  private final Lab lab;

  Database(Lab lab) {
    this.lab = lab;
  }

  /** What statements answer that are put to the server on a host, as its superuser. */
  String sql(String host, String statement) {
    return lab.shell(
            host,
            "runuser -u postgres -- psql --no-psqlrc -Atq app <<'END'\n" + statement + "\nEND\n")
        .expect(0)
        .output()
        .strip();
  }

  /** The part of {@code status --json}, whatever else is wrong with the site. */
  JsonNode backups() throws IOException {
    Run.Ended status = lab.ask("status", "--json").end();
    return new JsonMapper().readTree(status.output()).path("clusters").path(0).path("backups");
  }
}
