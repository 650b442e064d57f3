package org.pgv.mirror.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rpm judges our order of versions. */
class RpmAgreementIT {
  private static final int PAIRS = 1000;
  private static final String CHARACTERS = "0011299abzAZ~~^^..__++";

  @Test
  void ordersRandomVersionsAsRpmDoes(@TempDir Path folder) throws IOException {
    Random random = new Random(9);
    List<String> ours = new ArrayList<>();
    StringBuilder script = new StringBuilder("%{lua:\n");
    for (int i = 0; i < PAIRS; i++) {
      String a = version(random);
      String b = random.nextInt(3) == 0 ? a + "0" : version(random);
      ours.add(a + " " + b + " " + Integer.signum(RpmVersion.compare(a, b)));
      script.append(
          "print(\"%s %s \" .. math.floor(rpm.vercmp(\"%s\", \"%s\")) .. \"\\n\")\n"
              .formatted(a, b, a, b));
    }
    Path file = Files.writeString(folder.resolve("compare"), script.append("}"));

    Process rpm =
        new ProcessBuilder("sh", "-c", "rpm --eval \"$(cat \"$1\")\"", "sh", file.toString())
            .start();
    String theirs = new String(rpm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(String.join("\n", ours), theirs.strip());
  }

  private static String version(Random random) {
    StringBuilder version = new StringBuilder();
    if (random.nextInt(4) == 0) {
      version.append(random.nextInt(3)).append(':');
    }
    version.append(random.nextInt(3));
    append(version, random);
    if (random.nextBoolean()) {
      version.append('-').append(random.nextInt(3));
      append(version, random);
    }
    return version.toString();
  }

  private static void append(StringBuilder version, Random random) {
    for (int i = random.nextInt(6); i > 0; i--) {
      version.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    version.append(random.nextInt(2));
  }
}
