package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;

/** What we read from every package of the field, beside what {@code rpm} reads. */
final class DescriptionAgreementIT {
  /** Control characters, which no header has. */
  private static final String FIELD = "\u0001";

  private static final String ROW = "\u0002\n";

  static List<Path> packages() throws IOException {
    return TestPackages.all();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void readsWhatAPackageSaysOfItself(Path file) throws IOException {
    PackageDescription ours = RpmFile.read(file).description();
    Nevra nevra = ours.nevra();
    PackageTexts texts = ours.texts();
    PackageBuild build = texts.build();

    assertEquals(
        query(
            file,
            "%{NAME}\1%|EPOCH?{%{EPOCH}}:{0}|\1%{VERSION}\1%{RELEASE}\1%{ARCH}\1%{SUMMARY}"
                + "\1%{DESCRIPTION}\1%{URL}\1%{LICENSE}\1%{VENDOR}\1%{GROUP}\1%{PACKAGER}"
                + "\1%{BUILDHOST}\1%{BUILDTIME}\1%{SOURCERPM}\1%{LONGSIZE}"),
        String.join(
            FIELD,
            nevra.name(),
            nevra.version().epoch(),
            nevra.version().version(),
            nevra.version().release(),
            nevra.arch(),
            texts.summary(),
            texts.description(),
            texts.url(),
            texts.license(),
            build.vendor(),
            build.group(),
            build.packager(),
            build.host(),
            Long.toString(build.time()),
            build.sourceRpm(),
            Long.toString(ours.sizes().installed())));
  }

  @ParameterizedTest
  @EnumSource
  void readsDependencies(RpmField field) throws IOException {
    String tag = field.name().replaceAll("S$", "");
    for (Path file : packages()) {
      StringBuilder ours = new StringBuilder();
      for (RpmDependency entry : RpmFile.read(file).description().lists().relations(field)) {
        ours.append(entry.name()).append(FIELD).append(entry.sense().symbol());
        ours.append(FIELD).append(entry.evr()).append(FIELD).append(entry.pre()).append(ROW);
      }

      assertEquals(theirs(file, tag), ours.toString(), file.toString());
    }
  }

  /** Each entry of a list as rpm shows it, flags read with rpmds.h beside it. */
  private static String theirs(Path file, String tag) {
    String format = "[%{" + tag + "NAME}\1%{" + tag + "FLAGS}\1%{" + tag + "VERSION}\1.\2\n]";
    StringBuilder rows = new StringBuilder();
    for (String row : query(file, format).split(ROW, 0)) {
      String[] cells = row.split(FIELD, -1);
      if (cells.length < 4) {
        continue;
      }
      long flags = Long.parseLong(cells[1]);
      String sense =
          ((flags & 2) != 0 ? "<" : "")
              + ((flags & 4) != 0 ? ">" : "")
              + ((flags & 8) != 0 ? "=" : "");
      boolean pre = (flags & (64 | 512 | 1024)) != 0;
      String version = cells[2].replaceFirst("^0:", "");
      rows.append(cells[0]).append(FIELD).append(sense).append(FIELD).append(version);
      rows.append(FIELD).append(pre).append(ROW);
    }
    return rows.toString();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void listsFiles(Path file) throws IOException {
    List<String> ours = new ArrayList<>();
    for (PackagedFile entry : RpmFile.read(file).description().lists().files()) {
      ours.add(
          String.join(
              FIELD,
              entry.path(),
              Long.toString(entry.content().size()),
              Integer.toOctalString(entry.attributes().mode()),
              Integer.toString(entry.attributes().flags()),
              entry.attributes().user(),
              entry.attributes().group(),
              entry.content().digest(),
              entry.content().link()));
    }

    assertEquals(
        query(
            file,
            "[%{FILENAMES}\1%{LONGFILESIZES}\1%{FILEMODES:octal}\1%{FILEFLAGS}"
                + "\1%{FILEUSERNAME}\1%{FILEGROUPNAME}\1%{FILEDIGESTS}\1%{FILELINKTOS}\2\n]"),
        ours.isEmpty() ? "" : String.join(ROW, ours) + ROW);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void readsTheChangelog(Path file) throws IOException {
    StringBuilder ours = new StringBuilder();
    for (ChangelogEntry entry : RpmFile.read(file).description().lists().changelog()) {
      ours.append(entry.time()).append(FIELD).append(entry.author());
      ours.append(FIELD).append(entry.text()).append(ROW);
    }

    assertEquals(
        query(file, "[%{CHANGELOGTIME}\1%{CHANGELOGNAME}\1%{CHANGELOGTEXT}\2\n]"), ours.toString());
  }

  /** What rpm answers, with what it says where a package has no such tag left out. */
  private static String query(Path file, String format) {
    return Tool.output("rpm", "-qp", "--nosignature", "--nodigest", "--qf", format, file.toString())
        .replace("(none)", "");
  }
}
