package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A package with every kind of file, which the distribution's rpmbuild makes. */
final class SamplePackage {
  private static final String SPEC =
      """
      Name: sample
      Version: 1
      Release: 1
      Summary: sample
      License: MIT
      BuildArch: noarch
      %description
      sample
      %install
      mkdir -p %{buildroot}/opt/sample/folder
      cd %{buildroot}/opt/sample
      echo linked > first
      ln first second
      ln first third
      echo content > file
      : > empty
      ln -s file link
      %files
      %dir /opt/sample
      /opt/sample/folder
      /opt/sample/first
      /opt/sample/second
      /opt/sample/third
      /opt/sample/file
      /opt/sample/empty
      /opt/sample/link
      %dev(c,1,3) /opt/sample/device
      %ghost /opt/sample/ghost
      """;

  private SamplePackage() {}

  /**
   * Builds it.
   *
   * @param payload the compressor as rpm's macro {@code _binary_payload} names it
   */
  static Path build(Path folder, String payload) throws IOException {
    Path spec = Files.writeString(folder.resolve("sample.spec"), SPEC);
    Tool.output(
        "rpmbuild",
        "-bb",
        "--quiet",
        "--define",
        "_topdir " + folder.resolve("build"),
        "--define",
        "_rpmdir " + folder,
        "--define",
        "_build_name_fmt " + payload + ".rpm",
        "--define",
        "_binary_payload " + payload,
        "--target",
        "noarch",
        spec.toString());
    return folder.resolve(payload + ".rpm");
  }
}
