package org.pgv.builder.assemble;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.manifest.TextFile;
import org.pgv.manifests.value.Target;
import org.pgv.pki.openpgp.KeyRing;

/** What a bundle says of itself, and what proves where its packages come from. */
final class ControlEntries {
  private ControlEntries() {}

  static List<BundleEntry> of(Assembly assembly, BundleInfo info, KeyRing signer) {
    List<BundleEntry> entries = new ArrayList<>();
    entries.add(BundleEntry.text(BundleLayout.INFO, info.text()));
    entries.add(BundleEntry.text(BundleLayout.LOCK_FILE, LockFile.text(assembly.lock())));
    entries.add(BundleEntry.text(BundleLayout.LOCK + "manifest.yaml", assembly.document().text()));
    for (TextFile file : assembly.document().files().repositories()) {
      entries.add(BundleEntry.text(BundleLayout.LOCK + file.name(), file.text()));
    }
    entries.add(BundleEntry.text(BundleLayout.SIGNER_KEY, signer.armored()));
    entries.add(BundleEntry.bytes(BundleLayout.SIGNER_KEYRING, signer.binary()));
    entries.add(BundleEntry.text("README.txt", readme(info)));
    entries.add(BundleEntry.script(BundleLayout.INSTALL, install(info.identity().target())));
    return entries;
  }

  private static String readme(BundleInfo info) {
    return resource("README.txt")
        .replace("@NAME@", info.identity().folderName())
        .replace("@TARGET@", info.identity().target().toString());
  }

  private static String install(Target target) {
    return resource("install.sh").replace("@MACHINE@", target.architecture().rpm());
  }

  static String resource(String name) {
    try (InputStream in = ControlEntries.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
