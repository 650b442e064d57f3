package org.pgv.builder.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.rpm.file.PackageDescription;
import org.pgv.mirror.rpm.file.RpmFile;
import org.pgv.mirror.rpm.file.RpmVerifier;
import org.pgv.mirror.upstream.PinnedKeys;
import org.pgv.mirror.upstream.Together;
import org.pgv.mirror.upstream.repomd.LockedRepositories;
import org.pgv.pki.openpgp.Distrust;
import org.pgv.pki.openpgp.Verification;

/**
 * Checks that every RPM package is signed by a key that the manifest pins for its repository, and
 * then that it unpacks to the files it lists.
 */
public final class PackageSignatures {
  private final ContentStore store;
  private final Clock clock;
  private final ManifestDocument document;
  private final UnpackedPackages unpacked;

  public PackageSignatures(ContentStore store, Clock clock, ManifestDocument document) {
    this.store = store;
    this.clock = clock;
    this.document = document;
    this.unpacked = new UnpackedPackages(store);
  }

  /**
   * A package whose file was read.
   *
   * @param unsigned why it is used without a signature; empty where it is signed
   */
  public record Checked(
      ProvenRpms.Proven proven, PackageDescription description, Optional<String> unsigned) {}

  /** What came of one package. */
  private sealed interface Outcome {
    record Good(Checked checked) implements Outcome {}

    record Bad(Problem problem) implements Outcome {}
  }

  /** Every package, in order; refuses those that are not signed, with all of their names. */
  public List<Checked> check(ProvenRpms packages) throws InterruptedException {
    Map<String, RpmVerifier> verifiers = new TreeMap<>();
    for (LockedRepositories.Proven one : packages.repositories()) {
      verifiers.put(
          one.repository().name(),
          new RpmVerifier(PinnedKeys.of(document, one.repository()), clock));
    }
    List<Callable<Outcome>> work = new ArrayList<>();
    for (ProvenRpms.Proven one : packages.packages()) {
      RpmVerifier verifier =
          Objects.requireNonNull(verifiers.get(one.repository().repository().name()));
      work.add(() -> check(one, verifier));
    }
    List<Checked> checked = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Outcome outcome : Together.all(work)) {
      switch (outcome) {
        case Outcome.Good(Checked good) -> checked.add(good);
        case Outcome.Bad(Problem problem) -> problems.add(problem);
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    }
    return checked;
  }

  private Outcome check(ProvenRpms.Proven one, RpmVerifier verifier) throws IOException {
    Path file = store.path(one.locked().file().sha256());
    return switch (verifier.verify(file)) {
      case Verification.Trusted<RpmFile>(RpmFile read, var _) ->
          described(one, read, Optional.empty());
      case Verification.NotTrusted<RpmFile>(Distrust.NoSignature reason) -> {
        Optional<String> allowed = allowed(one);
        yield allowed.isPresent()
            ? described(one, RpmFile.read(file), allowed)
            : new Outcome.Bad(unsigned(one, reason));
      }
      case Verification.NotTrusted<RpmFile>(Distrust reason) ->
          new Outcome.Bad(reason.problem(one.locked().id().toString()));
    };
  }

  private static Optional<String> allowed(ProvenRpms.Proven one) {
    Repodata content = (Repodata) one.repository().repository().content();
    return Optional.ofNullable(content.unsigned().packages().get(one.locked().id().name()));
  }

  /** Metadata that nobody signed could pass one good package off as another. */
  private Outcome described(ProvenRpms.Proven one, RpmFile file, Optional<String> unsigned)
      throws IOException {
    PackageDescription description = file.description();
    if (!description.nevra().equals(one.metadata().nevra())) {
      return new Outcome.Bad(
          new Problem(
              one.locked().id().toString(),
              "is in truth " + description.nevra() + ", which its repository does not say",
              "do not use this repository"));
    }
    Optional<Distrust> damage = unpacked.damage(one.locked().file().sha256(), file);
    return damage.isPresent()
        ? new Outcome.Bad(damage.get().problem(one.locked().id().toString()))
        : new Outcome.Good(new Checked(one, description, unsigned));
  }

  private static Problem unsigned(ProvenRpms.Proven one, Distrust reason) {
    Problem problem = reason.problem(one.locked().id().toString());
    return new Problem(
        problem.where(),
        problem.what(),
        "where it must be used as it is, say why under 'unsignedPackages' of "
            + one.repository().repository().name());
  }
}
