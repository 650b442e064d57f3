package org.pgv.installer.status;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their longest cell. */
final class Table {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
  }

  void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has one cell for each heading");
    }
    rows.add(List.of(cells));
  }

  /** The table, each line ended by a newline; an empty cell is shown as a hyphen. */
  String text() {
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
}
