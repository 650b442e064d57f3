package org.pgv.manifests.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows in columns as wide as their longest cell. */
public final class Table {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with one cell for each heading. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has one cell for each heading");
    }
    rows.add(List.of(cells));
  }

  /** The table, each line ended by a newline; an empty cell is shown as a hyphen. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(INDENT);
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column).isEmpty() ? "-" : row.get(column);
        line.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> Math.max(1, row.get(column).length())).max().orElse(1);
  }

  /** A number of bytes as a cell shows it. */
  public static String size(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + " kB";
    }
    return bytes < 1 << 30
        ? (bytes >> 20) + " MB"
        : String.format(Locale.ROOT, "%.1f GB", (double) bytes / (1 << 30));
  }
}
