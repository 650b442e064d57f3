package org.pgv.builder.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.builder.assemble.Assembly;
import org.pgv.builder.assemble.BuiltNotes;
import org.pgv.builder.assemble.BundleBuild;
import org.pgv.builder.assemble.Signing;
import org.pgv.builder.key.SigningKeys;
import org.pgv.builder.lock.PackageFiles;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.lock.ProvenSet;
import org.pgv.builder.lock.Sources;
import org.pgv.builder.proof.BaselineProof;
import org.pgv.builder.proof.FitReport;
import org.pgv.builder.runtime.JarSet;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.artifact.Artifacts;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Offline;
import org.pgv.mirror.rpm.InstalledList;
import org.pgv.mirror.universe.Baseline;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Together;

/** Builds a bundle from its lock: fetch, prove, assemble, sign. */
public final class Building {
  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  private final Session session;
  private final Locking locking;
  private final SigningKeys keys;
  private final Installation installation;
  private final RuntimeLinker linker;

  public Building(
      Session session,
      Locking locking,
      SigningKeys keys,
      Installation installation,
      RuntimeLinker linker) {
    this.session = session;
    this.locking = locking;
    this.keys = keys;
    this.installation = installation;
    this.linker = linker;
  }

  /** The class path of this tool, and that of the installer which goes into bundles. */
  public record Installation(String own, String installer) {}

  /** What to build, and where to. */
  public record Request(
      Locking.Request source, Path output, Optional<BundleVersion> version, Optional<Path> key) {}

  /**
   * A bundle that is there now.
   *
   * @param unchanged whether it was there already, built from the very same
   */
  public record Done(
      Path folder, BundleInfo info, Fingerprint signer, Lock lock, boolean unchanged) {}

  public Done build(Request request) throws InterruptedException {
    linker.mustRunOn(request.source().target());
    mustBeAFolder(request.output());
    Locking.Done locked = locking.open(request.source());
    ManifestDocument document = request.source().document();
    Instant time = time(locked.lock());
    Assembly assembly =
        new Assembly(
            document, locked.lock(), request.version().orElse(version()), time, request.output());
    Signing signing = Signing.with(keys.forBuild(request.key(), session.reporter()), time);
    BundleBuild build =
        new BundleBuild(
            assembly, signing, session.workplace().store(), session.clock(), session.reporter());
    JarSet installer = JarSet.ofClassPath(installation.installer());
    Sha256 inputs = inputs(build, installer);
    BuiltNotes notes = new BuiltNotes(session.workplace().built());
    boolean unchanged = notes.unchanged(build.folder(), inputs);
    if (!unchanged) {
      try (OneRun _ = OneRun.on(session.workplace().built(), build.folder())) {
        write(request, document, build, locked.lock(), installer);
        notes.remember(build.folder(), inputs);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Done(
        build.folder(), build.info(), signing.key().fingerprint(), locked.lock(), unchanged);
  }

  private static void mustBeAFolder(Path output) {
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              output.toString(),
              "is no folder",
              "name the folder to put the bundle's folder into"));
    }
  }

  private void write(
      Request request, ManifestDocument document, BundleBuild build, Lock lock, JarSet installer)
      throws InterruptedException, IOException {
    Files.createDirectories(request.output());
    MirrorChoice mirrors = session.mirrors(request.source().mirrors());
    mirrors.mustFit(document.manifest().repositories());
    Optional<Fetcher> network = session.network(request.source().offline());
    try {
      Sources sources = session.repositories().listed(new Sources(document, mirrors, network));
      ProvenSet packages = session.repositories().proven(lock, sources);
      Optional<FitReport> fits = fits(document, packages);
      List<Download> files = downloads(lock, sources, packages);
      Artifacts artifacts = session.artifacts(document, network);
      // Building programs takes the processor, fetching packages the network.
      Together.all(
          List.of(
              () -> {
                fetch(files, network);
                return true;
              },
              () -> {
                artifacts.provide(lock.artifacts());
                return true;
              }));
      RuntimeLinker.Linked runtime = linker.link(installer);
      session.reporter().say("assembling " + build.folder().getFileName());
      build.write(packages, fits, runtime);
    } finally {
      network.ifPresent(Fetcher::close);
    }
  }

  /** Tries the packages on the installs that the manifest states. */
  private Optional<FitReport> fits(ManifestDocument document, ProvenSet packages) {
    List<Baseline> baselines =
        document.files().baselines().stream()
            .map(list -> new Baseline(list.name(), InstalledList.parse(list.name(), list.text())))
            .toList();
    if (baselines.isEmpty() || !(packages instanceof ProvenRpms rpms)) {
      return Optional.empty();
    }
    FitReport report = BaselineProof.fit(document.manifest(), rpms, baselines);
    List<Problem> problems = report.problems();
    switch (document.manifest().choice().hosts().misfit()) {
      case WARN -> problems.forEach(one -> session.reporter().report(new Event.Warned(one)));
      case REFUSE -> {
        if (!problems.isEmpty()) {
          throw new Refusal(ExitCode.PREFLIGHT, problems);
        }
      }
    }
    return Optional.of(report);
  }

  private static List<Download> downloads(Lock lock, Sources sources, ProvenSet packages) {
    List<Download> downloads = new ArrayList<>();
    for (LockedPackage one : lock.packages()) {
      downloads.add(
          new Download(
              PackageFiles.addresses(sources, packages, one),
              one.file().size(),
              one.file().sha256()));
    }
    return downloads;
  }

  private void fetch(List<Download> packages, Optional<Fetcher> network)
      throws InterruptedException, IOException {
    if (network.isPresent()) {
      network.get().fetch("packages", packages);
    } else {
      mustBeThere(packages);
    }
  }

  private void mustBeThere(List<Download> packages) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (Download one : packages) {
      if (!session.workplace().store().has(one.sha256(), one.size())) {
        problems.add(Offline.neverFetched(one.mirrors().getFirst().getPath()));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
  }

  private Sha256 inputs(BundleBuild build, JarSet installer) {
    try {
      return build.inputs(JarSet.ofClassPath(installation.own()).stamp(), linker.stamp(installer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The time of the newest index: it changes only when the content can. */
  private Instant time(Lock lock) {
    Instant time = epoch().orElse(lock.newestIndex()).truncatedTo(ChronoUnit.SECONDS);
    if (time.isAfter(session.clock().instant())) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              epoch().isPresent() ? EPOCH : "the lock's newest index",
              "is of "
                  + time
                  + ", which this machine's clock has not reached; nobody could verify"
                  + " what is signed then",
              "set the clock, or build again later"));
    }
    return time;
  }

  private BundleVersion version() {
    LocalDate day = epoch().orElse(session.clock().instant()).atZone(ZoneOffset.UTC).toLocalDate();
    return new BundleVersion(day.getYear() + "." + day.getMonthValue() + "." + day.getDayOfMonth());
  }

  private Optional<Instant> epoch() {
    String text = session.environment().getOrDefault(EPOCH, "");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    } catch (NumberFormatException e) {
      throw new Refusal(
          ExitCode.USAGE, new Problem(EPOCH, "must be a number of seconds, is '" + text + "'"), e);
    }
  }
}
