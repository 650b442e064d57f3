package org.pgv.mirror.deb;

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

/** dpkg judges our order of versions. */
class DpkgAgreementIT {
  private static final int PAIRS = 500;
  private static final String CHARACTERS = "0011299abzAZ~~++..--";

  @Test
  void ordersRandomVersionsAsDpkgDoes(@TempDir Path folder) throws IOException {
    Random random = new Random(20);
    List<String> ours = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < PAIRS; i++) {
      String a = version(random);
      String b = random.nextInt(3) == 0 ? a + "0" : version(random);
      ours.add(a + " " + b + " " + Integer.signum(DebVersion.compare(a, b)));
      script.append("if dpkg --compare-versions '%s' lt '%s'; then r=-1\n".formatted(a, b));
      script.append("elif dpkg --compare-versions '%s' eq '%s'; then r=0\n".formatted(a, b));
      script.append("else r=1; fi; echo '%s' '%s' $r\n".formatted(a, b));
    }
    Path file = Files.writeString(folder.resolve("compare.sh"), script);

    Process dpkg = new ProcessBuilder("sh", file.toString()).start();
    String theirs = new String(dpkg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(String.join("\n", ours), theirs.strip());
  }

  /** Versions that dpkg accepts: they start with a digit and do not end in a hyphen. */
  private static String version(Random random) {
    StringBuilder version = new StringBuilder();
    if (random.nextInt(4) == 0) {
      version.append(random.nextInt(3)).append(':');
    }
    version.append(random.nextInt(3));
    for (int i = random.nextInt(8); i > 0; i--) {
      version.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return version.append(random.nextInt(2)).toString();
  }
}
