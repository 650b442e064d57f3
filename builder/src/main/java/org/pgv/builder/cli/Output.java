package org.pgv.builder.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgv.builder.proof.FitReport;
import org.pgv.builder.verb.Building;
import org.pgv.builder.verb.Explaining;
import org.pgv.builder.verb.Locking;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.RunLog;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.pki.bundle.BundleVerdict;
import org.pgv.pki.openpgp.Signer;
import org.pgv.pki.openpgp.SigningKey;

/** Prints what came of a command, for people or as JSON, and says with which code it ends. */
final class Output {
  private final Console console;
  private final Path logs;
  private final Clock clock;
  private boolean json;

  Output(Console console, Path logs, Clock clock) {
    this.console = console;
    this.logs = logs;
    this.clock = clock;
  }

  /** Takes the wishes of the command line, and opens the run's log. */
  void begin(CommonOptions options) {
    json = options.json;
    console.show(options.progress);
    try {
      console.logTo(RunLog.open(logs, "pgv-bundle", clock));
    } catch (IOException e) {
      // A command that only looks at something works on a machine where nothing can be written.
      console.report(
          new Event.Warned(
              new Problem(
                  logs.toString(),
                  "no log is kept of this run: it cannot be written: " + e.getMessage(),
                  "keep the cache elsewhere with PGV_CACHE=FOLDER")));
    }
  }

  int locked(Locking.Done done) {
    long bytes = done.lock().bytes();
    int count = done.lock().packages().size();
    return print(
        done.file() + ": " + contents(done.lock()) + ", " + megabytes(bytes),
        Map.of(
            "lock",
            done.file().toString(),
            "packages",
            count,
            "files",
            done.lock().artifacts().size(),
            "bytes",
            bytes,
            "inputs",
            done.lock().inputs().hex()));
  }

  int built(Building.Done done) {
    int count = done.lock().packages().size();
    String folder = done.folder().toString();
    return print(
        folder
            + (done.unchanged() ? ": unchanged, " : ": ")
            + contents(done.lock())
            + ", signed by "
            + done.signer(),
        Map.of(
            "bundle",
            folder,
            "version",
            done.info().identity().version().text(),
            "target",
            done.info().identity().target().toString(),
            "packages",
            count,
            "files",
            done.lock().artifacts().size(),
            "signer",
            done.signer().hex(),
            "unchanged",
            done.unchanged()));
  }

  int verified(BundleVerdict.VerifiedBundle bundle) {
    List<String> signers =
        bundle.signers().stream().map(Signer::pinned).map(Fingerprint::hex).sorted().toList();
    int files = bundle.checksums().files().size();
    return print(
        bundle.folder() + ": trusted, " + files + " files, signed by " + String.join(", ", signers),
        Map.of(
            "bundle",
            bundle.folder().toString(),
            "trusted",
            true,
            "files",
            files,
            "signers",
            signers));
  }

  int why(Explaining.Explained explained) {
    return switch (explained) {
      case Explaining.Explained.OfPackage(LockedPackage one) -> why(one);
      case Explaining.Explained.OfArtifact(LockedArtifact one) -> why(one);
    };
  }

  private int why(LockedArtifact one) {
    LockedArtifact.Origin origin = one.origin();
    String pins =
        origin.pins().entrySet().stream()
            .map(pin -> "  " + pin.getKey() + " " + pin.getValue())
            .collect(Collectors.joining("\n"));
    return print(
        one.name()
            + " "
            + origin.version()
            + " from "
            + origin.from()
            + "\n"
            + pins
            + "\n"
            + one.need().why()
            + ", licence "
            + one.licence(),
        Map.of(
            "name", one.name(),
            "version", origin.version(),
            "kind", origin.kind().word(),
            "from", origin.from(),
            "pins", origin.pins(),
            "licence", one.licence(),
            "why", one.need().why(),
            "roles", one.need().roles()));
  }

  private int why(LockedPackage one) {
    String chain =
        one.reason().why().stream().map(step -> "  " + step).collect(Collectors.joining("\n"));
    return print(
        one.id().name()
            + " "
            + one.id().version()
            + " from "
            + one.origin().repository()
            + " "
            + one.origin().suite()
            + "\n"
            + chain
            + "\nneeded for: "
            + String.join(", ", one.reason().roles()),
        Map.of(
            "name", one.id().name(),
            "version", one.id().version(),
            "repository", one.origin().repository(),
            "suite", one.origin().suite(),
            "why", one.reason().why(),
            "roles", one.reason().roles()));
  }

  int fitted(FitReport report) {
    print(report.text(), report.document());
    return (report.allFit() ? ExitCode.DONE : ExitCode.PREFLIGHT).number();
  }

  int key(Path file, SigningKey key) {
    return print(
        key.fingerprint() + "\n" + file + "\n" + key.publicKey().armored(),
        Map.of(
            "fingerprint", key.fingerprint().hex(),
            "file", file.toString(),
            "publicKey", key.publicKey().armored()));
  }

  int manifest(Path file) {
    return print(file.toString(), Map.of("manifest", file.toString()));
  }

  private int print(String text, Map<String, Object> document) {
    if (json) {
      console.resultJson(document);
    } else {
      console.result(text);
    }
    return ExitCode.DONE.number();
  }

  private static String contents(Lock lock) {
    String packages = lock.packages().size() + " packages";
    int files = lock.artifacts().size();
    return files == 0 ? packages : packages + ", " + files + (files == 1 ? " file" : " files");
  }

  private static String megabytes(long bytes) {
    return bytes / 1_000_000 + " MB";
  }
}
