package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What packages of the field unpack to, beside what {@code rpm} lists. */
final class PayloadAgreementIT {
  private static final int CONFIGURATION = 1;
  private static final int DOCUMENTATION = 2;

  static List<Path> packages() throws IOException {
    return TestPackages.all();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void unpacksToTheFilesThatRpmLists(Path file) throws IOException {
    RpmFile read = RpmFile.read(file);
    List<String> ours = new ArrayList<>();
    for (PackagedFile entry : read.description().lists().files()) {
      ours.add(dumped(entry));
    }

    assertEquals(Optional.empty(), PayloadCheck.damage(read));
    assertEquals(dump(file), ours);
  }

  /** As {@code rpm --dump} shows a file, but for its time, which nothing here asks for. */
  private static String dumped(PackagedFile file) {
    PackagedFile.FileAttributes attributes = file.attributes();
    PackagedFile.FileContent content = file.content();
    return String.join(
        " ",
        file.path(),
        Long.toString(content.size()),
        content.digest().isEmpty() ? "X" : content.digest(),
        "0" + Integer.toOctalString(attributes.mode()),
        attributes.user(),
        attributes.group(),
        (attributes.flags() & CONFIGURATION) == 0 ? "0" : "1",
        (attributes.flags() & DOCUMENTATION) == 0 ? "0" : "1",
        Long.toString(content.node().special()),
        content.link().isEmpty() ? "X" : content.link());
  }

  private static List<String> dump(Path file) {
    String text =
        Tool.output("rpm", "-qpl", "--dump", "--nosignature", "--nodigest", file.toString());
    // A digest of zeros is how rpm shows that there is none.
    return text.lines()
        .filter(line -> !line.equals("(contains no files)"))
        .map(line -> line.replaceFirst(" (\\d+) (\\d+) (0{32,}) ", " $1 $2 X "))
        .map(line -> line.replaceFirst(" (\\d+) (\\d+) ([0-9a-f]{32,}|X) ", " $1 $3 "))
        .toList();
  }
}
