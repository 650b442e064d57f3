package org.pgv.manifests.report;

import org.pgv.manifests.problem.Problem;

/** Something that long work says while it goes on. */
public sealed interface Event {

  /** What a task counts in. */
  enum Unit {
    BYTES,
    ITEMS
  }

  /** A task began; {@code total} is 0 where it is not known. */
  record Started(String task, long total, Unit unit) implements Event {}

  /** A task has now done {@code done} of its total. */
  record Advanced(String task, long done) implements Event {}

  /** A task ended well; {@code summary} says with what. */
  record Finished(String task, String summary) implements Event {}

  /** One line for the person who watches. */
  record Said(String text) implements Event {}

  /** Something that is worth knowing and does not stop the work. */
  record Warned(Problem problem) implements Event {}

  /** A detail for the run's log file only. */
  record Logged(String text) implements Event {}
}
