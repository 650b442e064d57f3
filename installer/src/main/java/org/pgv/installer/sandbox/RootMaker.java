package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pgv.manifests.value.Target.Family;

/** Makes the file system of a fresh, bare host of one family out of a bundle's repository. */
interface RootMaker {

  static RootMaker of(Family family) {
    return switch (family) {
      case DEB -> new DebianRoot();
      case RPM -> new EnterpriseLinuxRoot();
    };
  }

  /** What the root is made by; a root of another recipe is another root. */
  String recipe();

  /** Programs it needs on this machine, with the Debian package that has each. */
  Map<String, String> programs();

  /** Makes the root in a folder that is not there yet; returns what was said meanwhile. */
  String make(Commands commands, BundleRepository repository, Path root) throws IOException;
}
