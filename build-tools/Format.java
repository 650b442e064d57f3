import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java file of the tree ({@code apply}), says which ones are not formatted ({@code
 * check}), or does nothing ({@code skip}). Files that have not changed since all were found
 * formatted are not read again.
 */
final class Format {
  private static final Path STAMP = Path.of("target/formatted");

  public static void main(String[] args) throws IOException {
    String what = args.length > 0 ? args[0] : "check";
    if (what.equals("skip")) {
      return;
    }
    List<Path> unformatted =
        sources().parallelStream().filter(file -> changes(file, what.equals("apply"))).toList();
    if (unformatted.isEmpty() || what.equals("apply")) {
      Files.writeString(STAMP, "");
      return;
    }
    unformatted.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("run: mvn -N process-sources -Dformat=apply");
    System.exit(1);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(""))) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(Format::javaBelow)
          .filter(Format::isNew)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> javaBelow(Path folder) {
    try {
      return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNew(Path file) {
    try {
      return !Files.exists(STAMP)
          || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(STAMP)) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean changes(Path file, boolean apply) {
    try {
      String before = Files.readString(file);
      String tidy =
          ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(before), Style.GOOGLE);
      String after = new Formatter().formatSource(tidy);
      if (apply && !before.equals(after)) {
        Files.writeString(file, after);
      }
      return !before.equals(after);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
