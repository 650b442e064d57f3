package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Debian root, by mmdebstrap. */
final class DebianRoot implements RootMaker {
  /** What a machine has that somebody installed an operating system on, and nothing of ours. */
  private static final List<String> PACKAGES =
      List.of(
          "systemd",
          "systemd-sysv",
          "dbus",
          "udev",
          "libpam-systemd",
          "openssh-server",
          "iproute2",
          "procps",
          "nftables",
          "ca-certificates",
          "netbase",
          "tzdata",
          "kmod",
          "sudo");

  /** What a fresh Debian installation has: the sources that a site without internet cannot use. */
  private static final String ONLINE_SOURCES =
      """
      Types: deb
      URIs: http://ftp.de.debian.org/debian
      Suites: %s %s-updates
      Components: main
      Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
      """;

  /** The suite that the builder gives a bundle's repository. */
  private static final String SUITE = "pgv";

  @Override
  public String recipe() {
    return String.join(",", PACKAGES);
  }

  @Override
  public Map<String, String> programs() {
    return Map.of("mmdebstrap", "mmdebstrap");
  }

  @Override
  public String make(Commands commands, BundleRepository repository, Path root) throws IOException {
    String said = commands.must(mmdebstrap(repository, root), "");
    Path etc = root.resolve("etc");
    Files.deleteIfExists(etc.resolve("apt/sources.list"));
    String codename = codename(Files.readString(root.resolve("usr/lib/os-release")));
    Files.writeString(
        etc.resolve("apt/sources.list.d/debian.sources"),
        ONLINE_SOURCES.formatted(codename, codename));
    return said;
  }

  private static List<String> mmdebstrap(BundleRepository repository, Path root) {
    return List.of(
        "mmdebstrap",
        "--mode=root",
        "--variant=minbase",
        "--format=directory",
        "--include=" + String.join(",", PACKAGES),
        "--aptopt=Acquire::Languages \"none\"",
        "--dpkgopt=force-unsafe-io",
        SUITE,
        root.toString(),
        "deb [signed-by=%s] copy://%s %s main"
            .formatted(repository.keys().getFirst(), repository.folder(), SUITE));
  }

  /** What the distribution calls this release (os-release(5)). */
  private static String codename(String osRelease) {
    return osRelease
        .lines()
        .filter(line -> line.startsWith("VERSION_CODENAME="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElse("stable");
  }
}
