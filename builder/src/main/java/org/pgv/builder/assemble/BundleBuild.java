package org.pgv.builder.assemble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.builder.lock.AskedFor;
import org.pgv.builder.lock.PackageFiles;
import org.pgv.builder.lock.ProvenDebs;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.lock.ProvenSet;
import org.pgv.builder.proof.ClosureProof;
import org.pgv.builder.proof.FitReport;
import org.pgv.builder.proof.PackageSignatures;
import org.pgv.builder.proof.RpmClosureProof;
import org.pgv.builder.runtime.RuntimeLinker;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.store.Folders;
import org.pgv.manifests.value.Sha256;

/** Turns fetched and proven packages into a bundle; a bundle is there whole or not at all. */
public final class BundleBuild {
  private static final String PRODUCT = "pgv";
  private static final String FITS = BundleLayout.LOCK + "baselines.json";

  private final Assembly assembly;
  private final Signing signing;
  private final ContentStore store;
  private final Clock clock;
  private final Reporter reporter;
  private final BundleInfo info;

  /**
   * @param clock by which signatures of packages are judged
   */
  public BundleBuild(
      Assembly assembly, Signing signing, ContentStore store, Clock clock, Reporter reporter) {
    this.assembly = assembly;
    this.signing = signing;
    this.store = store;
    this.clock = clock;
    this.reporter = reporter;
    this.info = info(assembly);
  }

  /** The bundle's own folder. */
  public Path folder() {
    return assembly.output().resolve(info.identity().folderName());
  }

  public BundleInfo info() {
    return info;
  }

  /**
   * The digest of everything that can change a byte of the bundle.
   *
   * @param tool what changes with the tool itself
   * @param runtime what changes with what the linked runtime is made from
   */
  public Sha256 inputs(Sha256 tool, Sha256 runtime) {
    return Sha256.of(
        String.join(
            "\n",
            tool.hex(),
            runtime.hex(),
            Sha256.of(info.text()).hex(),
            assembly.document().inputs(assembly.lock().resolver()).hex(),
            Sha256.of(assembly.document().files().baselines().toString()).hex(),
            signing.key().fingerprint().hex(),
            signing.at().toString()));
  }

  /**
   * Proves the closure, then writes and signs the bundle.
   *
   * @param fits what came of trying the packages on stated installs; empty where none is stated
   */
  public void write(ProvenSet packages, Optional<FitReport> fits, RuntimeLinker.Linked runtime)
      throws InterruptedException {
    List<BundleEntry> entries = new ArrayList<>();
    fits.map(report -> BundleEntry.text(FITS, Json.pretty(report.document())))
        .ifPresent(entries::add);
    switch (packages) {
      case ProvenDebs debs -> entries.addAll(entries(debs));
      case ProvenRpms rpms -> entries.addAll(entries(rpms));
    }
    for (LockedArtifact artifact : assembly.lock().artifacts()) {
      entries.add(BundleEntry.artifact(store, artifact));
    }
    entries.addAll(UpstreamEntries.keys(assembly.document()));
    entries.addAll(
        ControlEntries.of(assembly, info.on(runtime.described()), signing.key().publicKey()));
    entries.addAll(RuntimeEntries.of(runtime));
    replace(entries.stream().sorted().toList());
  }

  private List<BundleEntry> entries(ProvenDebs debs) {
    debs.packages()
        .forEach(one -> PackageFiles.mustHave(store, one.locked(), one.stanza().digest()));
    ClosureProof.prove(
        debs.packages().stream().map(ProvenDebs.Proven::stanza).toList(),
        assembly.lock().target().architecture().deb(),
        AskedFor.by(assembly.document().manifest()));
    List<BundleEntry> entries =
        new ArrayList<>(UpstreamEntries.of(debs, assembly.document(), store));
    entries.addAll(
        RepositoryEntries.of(
            assembly.lock().target(), debs.packages(), store, assembly.time(), signing));
    return entries;
  }

  private List<BundleEntry> entries(ProvenRpms rpms) throws InterruptedException {
    for (ProvenRpms.Proven one : rpms.packages()) {
      PackageFiles.mustHave(store, one.locked(), one.metadata().digest().orElseThrow());
    }
    List<PackageSignatures.Checked> checked =
        new PackageSignatures(store, clock, assembly.document()).check(rpms);
    RpmClosureProof.prove(
        checked.stream().map(PackageSignatures.Checked::description).toList(),
        Set.copyOf(assembly.document().manifest().choice().hosts().assumed()),
        AskedFor.by(assembly.document().manifest()));
    List<BundleEntry> entries = new ArrayList<>(UpstreamEntries.of(rpms, checked, store));
    entries.addAll(
        RpmRepositoryEntries.of(
            checked,
            RpmRepositoryEntries.kept(rpms, checked, reporter),
            store,
            assembly.time(),
            signing));
    return entries;
  }

  private void replace(List<BundleEntry> entries) throws InterruptedException {
    Path partial = assembly.output().resolve(info.identity().folderName() + ".partial");
    try {
      Folders.remove(partial);
      new BundleWriter(partial, assembly.time()).write(entries, signing.key(), signing.at());
      Path old = assembly.output().resolve(info.identity().folderName() + ".old");
      Folders.remove(old);
      if (Files.exists(folder())) {
        Files.move(folder(), old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(partial, folder(), StandardCopyOption.ATOMIC_MOVE);
      Folders.remove(old);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(folder().toString(), "the bundle cannot be put there: " + e.getMessage()),
          e);
    }
  }

  /** The software people ask for by name: what the manifest names for the roles above the base. */
  private static BundleInfo info(Assembly assembly) {
    List<BundleInfo.Component> components = new ArrayList<>();
    for (LockedPackage one : assembly.lock().packages()) {
      if (one.reason().namedFor().stream().anyMatch(role -> !role.equals(RoleName.BASE))) {
        components.add(new BundleInfo.Component(one.id().name(), one.id().version()));
      }
    }
    for (LockedArtifact one : assembly.lock().artifacts()) {
      if (one.origin().kind() != LockedArtifact.Kind.SOURCE) {
        components.add(new BundleInfo.Component(one.name(), one.origin().version()));
      }
    }
    return new BundleInfo(
        new BundleInfo.Identity(
            PRODUCT, assembly.lock().target(), assembly.version(), assembly.time()),
        Sha256.of(LockFile.text(assembly.lock())),
        assembly.lock().inputs(),
        components);
  }
}
