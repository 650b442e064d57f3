package org.pgv.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list by which the build refuses libraries; Maven's enforcer reads it in every module. */
class OldestLibrariesTest {
  private static final Path ROOT = Path.of(System.getProperty("pgv.root"));
  private static final Pattern MANAGED =
      Pattern.compile(
          "<dependency><groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>\\$");
  private static final Pattern LISTED =
      Pattern.compile("<exclude>([^:<]+):([^:<]+):\\(,[0-9][^,)]*\\)</exclude>");

  private record Library(String group, String name) {
    boolean isCoveredBy(Library listed) {
      return group.equals(listed.group())
          && (listed.name().equals("*") || name.equals(listed.name()));
    }
  }

  private static List<Library> all(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(ROOT.resolve(file)))
        .results()
        .map((MatchResult found) -> new Library(found.group(1), found.group(2)))
        .filter(library -> !library.group().equals("org.pgv"))
        .toList();
  }

  @Test
  void hasALineForEveryLibraryThatIsUsed() throws IOException {
    List<Library> listed = all(LISTED, "build-tools/oldest-libraries.xml");
    List<Library> missing =
        all(MANAGED, "pom.xml").stream()
            .filter(library -> !library.name().endsWith("-bom"))
            .filter(library -> listed.stream().noneMatch(library::isCoveredBy))
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void isReadByEveryBuild() throws IOException {
    assertTrue(
        Files.readString(ROOT.resolve("pom.xml"))
            .contains("<location>${pgv.root}/build-tools/oldest-libraries.xml</location>"));
  }
}
