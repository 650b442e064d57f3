package org.pgv.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An RPM repository that a test makes with the distribution's own tools (rpmbuild, rpmsign,
 * createrepo_c, gpg) and serves on the loopback.
 */
public final class TestRpmRepository implements AutoCloseable {
  private final Path folder;
  private final Path build;
  private final Path gnuPg;
  private final HttpServer server;

  /**
   * @param temporary must have a short name: the agent of GnuPG listens on a socket below it
   */
  public TestRpmRepository(Path temporary) throws Exception {
    folder = Files.createDirectories(temporary.resolve("mirror")).toAbsolutePath();
    build = Files.createDirectories(temporary.resolve("build")).toAbsolutePath();
    gnuPg = Files.createDirectories(temporary.resolve("gpg")).toAbsolutePath();
    Files.setPosixFilePermissions(
        gnuPg, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    gpg("--passphrase", "", "--quick-gen-key", "test", "rsa3072", "sign", "never");
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
  }

  /** Builds and signs a package; the lines go into its preamble, such as {@code Requires: x}. */
  public TestRpmRepository add(String name, String version, String... lines) throws Exception {
    return addSignedBy("test", name, version, lines);
  }

  /** Builds a package and signs it with another of the keys there are. */
  public TestRpmRepository addSignedBy(String key, String name, String version, String... lines)
      throws Exception {
    sign(key, built(name, version, lines));
    return this;
  }

  /** Signs a package that unpacks to something else than its header lists. */
  public TestRpmRepository addUntrue(String name, String version) throws Exception {
    Path file = built(name, version);
    UntruePackage.make(file, name + "\n");
    sign("test", file);
    return this;
  }

  private void sign(String key, Path file) throws Exception {
    run(
        Map.of("GNUPGHOME", gnuPg.toString()),
        List.of(
            "rpmsign",
            "--define",
            "_gpg_name " + key,
            "--define",
            "__gpg /usr/bin/gpg",
            "--addsign",
            file.toString()));
  }

  /** Builds a package and leaves it unsigned. */
  public TestRpmRepository addUnsigned(String name, String version, String... lines)
      throws Exception {
    built(name, version, lines);
    return this;
  }

  /** Builds and signs a package for one architecture, whatever this machine's is. */
  public TestRpmRepository addFor(String architecture, String name, String... lines)
      throws Exception {
    sign("test", builtFor(architecture, name, "1.0", lines));
    return this;
  }

  private Path built(String name, String version, String... lines) throws Exception {
    return builtFor("noarch", name, version, lines);
  }

  private Path builtFor(String architecture, String name, String version, String... lines)
      throws Exception {
    Path spec = build.resolve(name + ".spec");
    String text = spec(name, version, lines);
    Files.writeString(
        spec, architecture.equals("noarch") ? text : text.replace("BuildArch: noarch\n", ""));
    run(
        Map.of("SOURCE_DATE_EPOCH", "1763500000"),
        List.of(
            "rpmbuild",
            "-bb",
            "--define",
            "_topdir " + build,
            "--define",
            "_rpmdir " + folder,
            "--define",
            "_binary_payload w.ufdio",
            "--define",
            "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
            "--target",
            architecture,
            spec.toString()));
    return folder.resolve(name + "-" + version + "-1.el9." + architecture + ".rpm");
  }

  private static String spec(String name, String version, String... lines) {
    return """
    Name: %1$s
    Version: %2$s
    Release: 1.el9
    Summary: test <%1$s> & "friends"
    License: MIT
    BuildArch: noarch
    %3$s
    %%description
    Only a test.
    %%install
    mkdir -p %%{buildroot}/usr/bin %%{buildroot}/usr/share/%1$s %%{buildroot}/etc/%1$s
    echo '#!/bin/sh' > %%{buildroot}/usr/bin/%1$s-%1$s
    echo %1$s > %%{buildroot}/usr/share/%1$s/data
    %%files
    %%attr(0755,root,root) /usr/bin/%1$s-%1$s
    /usr/share/%1$s
    %%dir /etc/%1$s
    %%ghost /etc/%1$s/state
    %%changelog
    * Thu Nov 20 2025 A <a@example> - 2
    - second
    * Thu Nov 20 2025 A <a@example> - 1
    - first
    """
        .formatted(name, version, String.join("\n", lines));
  }

  /** What modules the packages are of, for when it is published. */
  public TestRpmRepository describe(String modules) throws Exception {
    Files.writeString(build.resolve("modules.yaml"), modules);
    return this;
  }

  /** What groups there are, for when it is published: the elements of a comps.xml. */
  public TestRpmRepository describeGroups(String elements) throws Exception {
    Files.writeString(
        build.resolve("comps.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE comps PUBLIC "-//Red Hat, Inc.//DTD Comps info//EN" "comps.dtd">
        <comps>
        %s</comps>
        """
            .formatted(elements));
    return this;
  }

  /** Describes what was added, and signs the description. */
  public TestRpmRepository publish() throws Exception {
    publishUnsigned();
    Path repomd = folder.resolve("repodata/repomd.xml");
    gpg("--armor", "--yes", "--detach-sign", repomd.toString());
    return this;
  }

  /** Describes what was added, as distributions do that sign packages only. */
  public TestRpmRepository publishUnsigned() throws Exception {
    List<String> describe = new ArrayList<>(List.of("createrepo_c", "--no-database"));
    if (Files.exists(build.resolve("comps.xml"))) {
      describe.addAll(List.of("--groupfile", build.resolve("comps.xml").toString()));
    }
    describe.add(folder.toString());
    run(Map.of(), describe);
    if (Files.exists(build.resolve("modules.yaml"))) {
      run(
          Map.of(),
          List.of(
              "modifyrepo_c",
              build.resolve("modules.yaml").toString(),
              folder.resolve("repodata").toString()));
    }
    Files.deleteIfExists(folder.resolve("repodata/repomd.xml.asc"));
    return this;
  }

  public Path folder() {
    return folder;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  public String fingerprint() throws Exception {
    return gpg("--with-colons", "--list-keys")
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":", -1)[9])
        .findFirst()
        .orElseThrow();
  }

  /** Writes a manifest that asks for packages of this repository, with its key beside it. */
  public Path manifest(Path place, String packages, String... more) throws Exception {
    Files.createDirectories(place);
    Files.writeString(place.resolve("test.asc"), gpg("--armor", "--export"));
    List<String> lines = new ArrayList<>(List.of(more));
    lines.replaceAll(line -> "    " + line + "\n");
    return Files.writeString(
        place.resolve("manifest.yaml"),
        """
        apiVersion: pgv/v1
        target: el9
        repositories:
          - name: test
            mirrors: [%s]
            keys: [{ file: test.asc, fingerprint: %s }]
        %spackages:
          base: [%s]
        """
            .formatted(address(), fingerprint(), String.join("", lines), packages));
  }

  /** Runs gpg with this repository's keys. */
  public String gpg(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("gpg", "--homedir", gnuPg.toString()));
    command.addAll(List.of("--batch", "--quiet", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    return run(Map.of(), command);
  }

  private String run(Map<String, String> environment, List<String> command) throws Exception {
    Commands.Ended ended = Commands.run(build, environment, command);
    assertEquals(0, ended.code(), ended.output());
    return ended.output();
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      Commands.run(build, "gpgconf", "--homedir", gnuPg.toString(), "--kill", "all");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
