package org.pgv.installer.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgv.installer.status.HostReport.Pool;

/** Reads the answer of PgBouncer's console to {@code SHOW POOLS}, with the columns' names first. */
final class Pools {
  /** Where its console is, which is no database. */
  private static final String CONSOLE = "pgbouncer";

  private Pools() {}

  static List<Pool> read(String table) {
    List<List<String>> lines = table.lines().map(line -> List.of(line.split("\\|", -1))).toList();
    List<Pool> pools = new ArrayList<>();
    for (List<String> fields : lines.isEmpty() ? lines : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      List<String> names = lines.getFirst();
      for (int i = 0; i < Math.min(names.size(), fields.size()); i++) {
        row.put(names.get(i), fields.get(i));
      }
      if (!row.getOrDefault("database", CONSOLE).equals(CONSOLE)) {
        pools.add(pool(row));
      }
    }
    return List.copyOf(pools);
  }

  private static Pool pool(Map<String, String> row) {
    return new Pool(
        row.getOrDefault("database", ""),
        row.getOrDefault("user", ""),
        number(row, "sv_active"),
        number(row, "cl_waiting"),
        number(row, "maxwait"));
  }

  private static long number(Map<String, String> row, String name) {
    String text = row.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
