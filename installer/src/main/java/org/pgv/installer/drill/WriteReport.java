package org.pgv.installer.drill;

import java.util.List;

/**
 * What came of a drill.
 *
 * @param attempted rows that clients tried to write
 * @param acknowledged rows that the service said were kept
 * @param missing acknowledged rows that were not there afterwards
 * @param longestGapSeconds the longest time in which no client was told that a row was kept
 * @param gaps the times longer than half a second, in order
 * @param lastError what a client was told last; empty where nothing failed
 */
public record WriteReport(
    long attempted,
    long acknowledged,
    long missing,
    double longestGapSeconds,
    List<Double> gaps,
    String lastError) {
  public WriteReport {
    gaps = List.copyOf(gaps);
  }
}
