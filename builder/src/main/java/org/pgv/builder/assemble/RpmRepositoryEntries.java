package org.pgv.builder.assemble;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.proof.PackageSignatures;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.repomd.KeptMetadata;
import org.pgv.mirror.rpm.repomd.ListedPackage;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdWriter;
import org.pgv.mirror.upstream.repomd.LockedRepositories;

/** The bundle's own dnf repository. Packages keep the signatures of those who made them. */
final class RpmRepositoryEntries {
  private RpmRepositoryEntries() {}

  static List<BundleEntry> of(
      List<PackageSignatures.Checked> packages,
      List<RepomdWriter.Extra> extra,
      ContentStore store,
      Instant date,
      Signing signing) {
    List<BundleEntry> entries = new ArrayList<>();
    List<ListedPackage> listed = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (PackageSignatures.Checked one : packages) {
      LockedPackage locked = one.proven().locked();
      String place = place(locked, one.description().nevra(), places);
      LockedFile file = new LockedFile(place, locked.file().size(), locked.file().sha256());
      listed.add(new ListedPackage(one.description(), file, date));
      entries.add(BundleEntry.kept(BundleLayout.REPOSITORY + place, store, locked.file()));
    }
    SequencedMap<String, byte[]> metadata = RepomdWriter.write(listed, extra, date);
    metadata.forEach(
        (path, content) -> entries.add(BundleEntry.bytes(BundleLayout.REPOSITORY + path, content)));
    byte[] repomd = Objects.requireNonNull(metadata.get(Repomd.PATH));
    entries.add(
        BundleEntry.text(
            BundleLayout.REPOSITORY + Repomd.SIGNATURE_PATH,
            signing.key().signDetached(repomd, signing.at())));
    return entries;
  }

  /** The modules and advisories of the packages that are carried. */
  static List<RepomdWriter.Extra> kept(
      ProvenRpms rpms, List<PackageSignatures.Checked> packages, Reporter reporter) {
    Set<Nevra> carried = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (PackageSignatures.Checked one : packages) {
      carried.add(one.description().nevra());
      files.add(fileName(one.proven().locked()));
    }
    StringBuilder modules = new StringBuilder();
    StringBuilder advisories = new StringBuilder();
    for (LockedRepositories.Proven one : rpms.repositories()) {
      modules.append(KeptMetadata.modules(one.contents().modules(), carried));
      KeptMetadata.Advisories own =
          KeptMetadata.advisories(one.contents().advisories(), files, one.repository().name());
      own.faults().forEach(fault -> reporter.report(new Event.Warned(fault)));
      advisories.append(own.text());
    }
    List<RepomdWriter.Extra> kept = new ArrayList<>();
    if (!modules.isEmpty()) {
      kept.add(new RepomdWriter.Extra("modules", "modules.yaml", modules.toString()));
    }
    if (!advisories.isEmpty()) {
      String text =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n" + advisories + "</updates>\n";
      kept.add(new RepomdWriter.Extra("updateinfo", "updateinfo.xml", text));
    }
    return kept;
  }

  /**
   * Repositories may have files of one name, so each gets a folder of its own.
   *
   * @param taken the places of others, to which this one is added
   */
  private static String place(LockedPackage locked, Nevra nevra, Set<String> taken) {
    String folder = "Packages/" + locked.origin().repository() + "/";
    String name = fileName(locked);
    return PlainNames.isOne(name) && taken.add(folder + name)
        ? folder + name
        : folder + PlainNames.of(locked.file(), canonical(nevra));
  }

  /** As rpmbuild names a file. */
  private static String canonical(Nevra nevra) {
    String versionRelease = nevra.evr().substring(nevra.evr().indexOf(':') + 1);
    return nevra.name() + "-" + versionRelease + "." + nevra.arch() + ".rpm";
  }

  private static String fileName(LockedPackage locked) {
    String path = locked.file().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
