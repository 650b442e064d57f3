package org.pgv.manifests.report;

/** Where long work says how it goes. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Reporter {
  void report(Event event);

  /** A reporter that keeps quiet. */
  static Reporter silent() {
    return event -> {};
  }

  default void say(String text) {
    report(new Event.Said(text));
  }

  default void log(String text) {
    report(new Event.Logged(text));
  }
}
