package org.pgv.manifests.console;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/**
 * Prints results to stdout and everything else to stderr. On a terminal a running task is one line
 * that is drawn again and again; elsewhere it is one line when it starts and one when it ends; with
 * {@code --progress=json} it is one JSON document a line.
 */
public final class Console implements Reporter {
  /** How progress is shown. */
  public enum Progress {
    AUTO,
    TERMINAL,
    PLAIN,
    JSON,
    NONE
  }

  private static final String ERASE_LINE = "\r\033[K";
  private static final String CLEAR_SCREEN = "\033[H\033[2J";

  private final PrintStream out;
  private final PrintStream err;
  private final SequencedMap<String, Meter> running = new LinkedHashMap<>();
  private Progress progress;
  private Optional<RunLog> log = Optional.empty();
  private boolean drawn;
  private boolean lost;

  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.progress = terminal ? Progress.TERMINAL : Progress.PLAIN;
  }

  /** The console of this process. */
  public static Console ofProcess() {
    java.io.Console console = System.console();
    return new Console(System.out, System.err, console != null && console.isTerminal());
  }

  /** Chooses how progress is shown; AUTO keeps what the terminal suggests. */
  public void show(Progress wanted) {
    if (wanted != Progress.AUTO) {
      progress = wanted;
    }
  }

  /** From now on keeps everything in this log, too. */
  public void logTo(RunLog runLog) {
    log = Optional.of(runLog);
  }

  public Optional<RunLog> runLog() {
    return log;
  }

  /** Prints a result, which is what stdout is for. */
  public synchronized void result(String text) {
    erase();
    out.print(text.endsWith("\n") ? text : text + "\n");
    out.flush();
    lost |= out.checkError();
  }

  /** Whether a result could not be printed, such as to a disk that is full. */
  boolean lostAResult() {
    return lost;
  }

  /** Prints a result in place of the one before: on a terminal alone, elsewhere below it. */
  public synchronized void redraw(String text) {
    result((progress == Progress.TERMINAL ? CLEAR_SCREEN : "") + text);
  }

  /** Prints one JSON document as the result. */
  public void resultJson(Object document) {
    result(Json.pretty(document));
  }

  /** Prints problems the way every command does: what failed, where, and what to do. */
  public synchronized void errors(List<Problem> problems) {
    erase();
    for (Problem problem : problems) {
      log.ifPresent(l -> l.line("error: " + problem));
      if (progress == Progress.JSON) {
        err.println(Json.line(Map.of("event", "error", "problem", problem)));
      } else {
        print("error", problem);
      }
    }
  }

  /** Keeps a failure's whole story in the log. */
  public void logFailure(Throwable failure) {
    log.ifPresent(l -> l.failure(failure));
  }

  @Override
  public synchronized void report(Event event) {
    if (!(event instanceof Event.Advanced)) {
      log.ifPresent(l -> l.line(event.toString()));
    }
    track(event);
    switch (progress) {
      case JSON -> printJson(event);
      case TERMINAL -> draw(event);
      case PLAIN, AUTO -> printPlain(event);
      case NONE -> {
        if (event instanceof Event.Warned(Problem problem)) {
          print("warning", problem);
        }
      }
    }
  }

  private void track(Event event) {
    switch (event) {
      case Event.Started(String task, long total, Event.Unit unit) ->
          running.put(task, new Meter(task, total, unit, System.nanoTime()));
      case Event.Advanced(String task, long done) -> {
        Meter meter = running.get(task);
        if (meter != null) {
          meter.advance(done);
        }
      }
      case Event.Finished(String task, String _) -> running.remove(task);
      case Event.Said _, Event.Warned _, Event.Logged _ -> {}
    }
  }

  private void printPlain(Event event) {
    switch (event) {
      case Event.Started(String task, long _, Event.Unit _) -> err.println(task + " …");
      case Event.Finished(String task, String summary) -> err.println(task + ": " + summary);
      case Event.Said(String text) -> err.println(text);
      case Event.Warned(Problem problem) -> print("warning", problem);
      case Event.Advanced(String task, long _) -> {
        Meter meter = running.get(task);
        if (meter != null && meter.dueForALine()) {
          err.println("  " + meter.line());
        }
      }
      case Event.Logged _ -> {}
    }
  }

  private void draw(Event event) {
    erase();
    switch (event) {
      case Event.Finished(String task, String summary) -> err.println(task + ": " + summary);
      case Event.Said(String text) -> err.println(text);
      case Event.Warned(Problem problem) -> print("warning", problem);
      case Event.Started _, Event.Advanced _, Event.Logged _ -> {}
    }
    if (!running.isEmpty()) {
      err.print(running.sequencedValues().getLast().line());
      err.flush();
      drawn = true;
    }
  }

  private void printJson(Event event) {
    if (event instanceof Event.Logged) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    line.put("data", event);
    err.println(Json.line(line));
  }

  private void print(String kind, Problem problem) {
    String where = problem.where().isEmpty() ? "" : problem.where() + ": ";
    err.println(kind + ": " + where + problem.what());
    if (!problem.hint().isEmpty()) {
      err.println("hint: " + problem.hint());
    }
  }

  private void erase() {
    if (drawn) {
      err.print(ERASE_LINE);
      drawn = false;
    }
  }
}
