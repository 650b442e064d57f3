package org.pgv.mirror.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

/** Asks one mirror after the other for a file, each more than once where that may help. */
final class MirrorWalk {
  private final StoreDownload file;
  private final Patience patience;
  private final Reporter reporter;

  MirrorWalk(StoreDownload file, Patience patience, Reporter reporter) {
    this.file = file;
    this.patience = patience;
    this.reporter = reporter;
  }

  /**
   * Gets the file; refuses where mirrors cannot be asked for it, or give another one.
   *
   * @return what mirrors say where none of them has it; empty where it is in the store
   */
  List<Problem> fetch(Download download) throws InterruptedException {
    List<Problem> problems = new ArrayList<>();
    boolean absent = true;
    ExitCode code = ExitCode.FAILED;
    for (URI uri : download.mirrors()) {
      Attempt last = persistently(uri);
      Optional<Problem> problem = problem(uri, download, last);
      if (problem.isEmpty()) {
        return List.of();
      }
      problems.add(problem.get());
      absent &= last instanceof Attempt.Missing;
      if (isAnother(last)) {
        code = ExitCode.NOT_TRUSTED;
      }
    }
    if (absent) {
      return problems;
    }
    throw new Refusal(code, problems);
  }

  /** Whether the mirror has another file under this name. */
  private static boolean isAnother(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Altered _, Attempt.TooLong _, Attempt.TooShort _ -> true;
      case Attempt.Stored _, Attempt.BrokeOff _, Attempt.Missing _ -> false;
    };
  }

  private Attempt persistently(URI uri) throws InterruptedException {
    Attempt attempt = file.from(uri);
    for (int retry = 1; retry < patience.attempts(); retry++) {
      if (!(attempt instanceof Attempt.BrokeOff(String why))) {
        return attempt;
      }
      reporter.log("again: " + uri + ": " + why);
      Thread.sleep(patience.pauseAfter(retry - 1));
      attempt = file.from(uri);
    }
    return attempt;
  }

  private Optional<Problem> problem(URI uri, Download download, Attempt attempt) {
    String where = uri.toString();
    return switch (attempt) {
      case Attempt.Stored() -> Optional.empty();
      case Attempt.BrokeOff(String why) ->
          Optional.of(
              new Problem(
                  where,
                  "could not be fetched in " + patience.attempts() + " tries: " + why,
                  "run the same command again to go on from here, or name another mirror with"
                      + " --mirror NAME=URL"));
      case Attempt.Missing(int status) ->
          Optional.of(
              new Problem(
                  where,
                  "the mirror does not have it (HTTP status " + status + ")",
                  "it may have moved on: run 'pgv-bundle lock', or name another mirror"));
      case Attempt.Altered(Sha256 got) ->
          Optional.of(
              new Problem(
                  where,
                  "is not what "
                      + download.authority().words()
                      + " says: expected sha256 "
                      + download.sha256()
                      + ", got "
                      + got,
                  download.authority().hint()));
      case Attempt.TooLong() ->
          Optional.of(
              new Problem(
                  where,
                  "is longer than the "
                      + download.size()
                      + " bytes that "
                      + download.authority().words()
                      + " says, expected sha256 "
                      + download.sha256(),
                  download.authority().hint()));
      case Attempt.TooShort(long got) ->
          Optional.of(
              new Problem(
                  where,
                  "has "
                      + got
                      + " bytes and not the "
                      + download.size()
                      + " that "
                      + download.authority().words()
                      + " says, expected sha256 "
                      + download.sha256(),
                  download.authority().hint()));
    };
  }
}
