package org.pgv.lookalike;

import org.pgv.mirror.deb.DebVersion;

/**
 * A Debian version in RPM's parts: the revision becomes the release. RPM allows no hyphen in
 * either.
 */
record Version(String epoch, String version, String release) {

  static Version of(DebVersion debian) {
    String text = debian.text();
    int colon = text.indexOf(':');
    int dash = text.lastIndexOf('-');
    String epoch = colon < 0 ? "0" : text.substring(0, colon);
    String upstream = text.substring(colon + 1, dash < 0 ? text.length() : dash);
    return new Version(epoch, upstream.replace('-', '.'), dash < 0 ? "" : text.substring(dash + 1));
  }

  /** As a dependency spells it: without a release it fits every release. */
  String bound() {
    return (epoch.equals("0") ? "" : epoch + ":")
        + version
        + (release.isEmpty() ? "" : "-" + release);
  }
}
