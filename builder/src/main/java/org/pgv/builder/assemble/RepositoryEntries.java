package org.pgv.builder.assemble;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.builder.lock.ProvenDebs;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesWriter;
import org.pgv.mirror.deb.ReleaseWriter;
import org.pgv.pki.openpgp.SigningKey;

/** The bundle's own apt repository: suite {@code pgv}, component {@code main}. */
final class RepositoryEntries {
  private static final String SUITE = "pgv";
  private static final String COMPONENT = "main";
  private static final String DISTS = BundleLayout.REPOSITORY + "dists/" + SUITE + "/";

  private static final List<Compression> FORMS =
      List.of(Compression.NONE, Compression.GZIP, Compression.XZ);

  private RepositoryEntries() {}

  static List<BundleEntry> of(
      Target target,
      List<ProvenDebs.Proven> packages,
      ContentStore store,
      Instant date,
      Signing signing) {
    List<BundleEntry> entries = new ArrayList<>();
    Map<DebPackage, String> places = new HashMap<>();
    for (ProvenDebs.Proven one : packages) {
      String place = place(one.locked());
      places.put(one.stanza(), place);
      entries.add(BundleEntry.kept(BundleLayout.REPOSITORY + place, store, one.locked().file()));
    }
    byte[] plain =
        PackagesWriter.write(
            packages.stream().map(ProvenDebs.Proven::stanza).toList(),
            stanza -> places.getOrDefault(stanza, ""));
    entries.addAll(indices(target, plain, date, signing));
    return entries;
  }

  /** Archives may have files of one name, so each repository gets a folder of its own. */
  private static String place(LockedPackage locked) {
    String folder = "pool/" + locked.origin().repository() + "/";
    String path = locked.file().path().replaceFirst("^pool/", "");
    return folder + (PlainNames.isOne(path) ? path : PlainNames.of(locked.file(), name(locked)));
  }

  /** As Debian's archive names a file, without the version's epoch. */
  private static String name(LockedPackage locked) {
    PackageId id = locked.id();
    String version = id.version().substring(id.version().indexOf(':') + 1);
    return id.name() + "_" + version + "_" + id.architecture() + ".deb";
  }

  private static List<BundleEntry> indices(
      Target target, byte[] plain, Instant date, Signing signing) {
    String architecture = target.architecture().deb();
    Map<String, byte[]> indices = new TreeMap<>();
    for (Compression form : FORMS) {
      String path = COMPONENT + "/binary-" + architecture + "/Packages" + form.suffix();
      indices.put(path, form == Compression.NONE ? plain : form.compress(plain));
    }
    String release =
        new ReleaseWriter(
                new ReleaseWriter.Description(
                    "pgv", "pgv " + target, SUITE, List.of(architecture), List.of(COMPONENT)),
                date,
                Optional.empty())
            .write(indices);
    List<BundleEntry> entries = new ArrayList<>();
    indices.forEach((path, content) -> entries.add(BundleEntry.bytes(DISTS + path, content)));
    SigningKey key = signing.key();
    byte[] bytes = release.getBytes(StandardCharsets.UTF_8);
    entries.add(BundleEntry.bytes(DISTS + "Release", bytes));
    entries.add(BundleEntry.text(DISTS + "Release.gpg", key.signDetached(bytes, signing.at())));
    entries.add(BundleEntry.text(DISTS + "InRelease", key.signCleartext(release, signing.at())));
    return entries;
  }
}
