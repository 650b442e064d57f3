package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A root of the EL family, by this machine's own dnf. */
final class EnterpriseLinuxRoot implements RootMaker {
  /** What a machine has that somebody installed an operating system on, and nothing of ours. */
  private static final List<String> PACKAGES =
      List.of(
          "system-release",
          "systemd",
          "systemd-pam",
          "systemd-udev",
          "dbus",
          "openssh-server",
          "openssh-clients",
          "openssl",
          "iproute",
          "procps-ng",
          "nftables",
          "ca-certificates",
          "tzdata",
          "kmod",
          "sudo",
          "dnf",
          "rpm",
          "bash",
          "coreutils",
          "diffutils",
          "findutils",
          "grep",
          "gzip",
          "hostname",
          "less",
          "sed",
          "tar",
          "util-linux",
          "which");

  @Override
  public String recipe() {
    return "dnf:" + String.join(",", PACKAGES);
  }

  @Override
  public Map<String, String> programs() {
    return Map.of("dnf", "dnf", "rpm", "rpm");
  }

  @Override
  public String make(Commands commands, BundleRepository repository, Path root) throws IOException {
    Path work = Files.createDirectories(root.resolveSibling(root.getFileName() + ".dnf"));
    try {
      // Debian's rpm keeps its database in the home of whoever calls it, unless it is told.
      Files.writeString(work.resolve(".rpmmacros"), "%_dbpath /var/lib/rpm\n");
      Files.writeString(work.resolve("dnf.conf"), settings(repository, work));
      String said = commands.must(dnf(work, root), "");
      commands.must("rm", "-rf", root.resolve("var/log/dnf.log").toString());
      return said;
    } finally {
      commands.must("rm", "-rf", work.toString());
    }
  }

  private static List<String> dnf(Path work, Path root) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=" + work,
                "dnf",
                "--assumeyes",
                "--quiet",
                "--config=" + work.resolve("dnf.conf"),
                "--installroot=" + root,
                "install"));
    command.addAll(PACKAGES);
    return command;
  }

  private static String settings(BundleRepository repository, Path work) {
    String keys =
        repository.keys().stream()
            .map(Path::toUri)
            .map(Object::toString)
            .collect(Collectors.joining(" "));
    return """
        [main]
        reposdir=%1$s
        cachedir=%1$s/cache
        plugins=0
        install_weak_deps=0
        best=1

        [pgv]
        name=the bundle
        baseurl=%2$s
        gpgcheck=1
        repo_gpgcheck=1
        gpgkey=%3$s
        module_hotfixes=1
        """
        .formatted(work, repository.folder().toUri(), keys);
  }
}
