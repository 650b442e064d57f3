import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java file of the tree ({@code apply}), or says which ones are not ({@code check}).
 */
final class Format {
  public static void main(String[] args) throws IOException {
    boolean apply = args.length > 0 && args[0].equals("apply");
    List<String> unformatted = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      for (Path file : files.filter(Format::isSource).sorted().toList()) {
        String before = Files.readString(file);
        String after = format(file, before);
        if (before.equals(after)) {
          continue;
        }
        if (apply) {
          Files.writeString(file, after);
        } else {
          unformatted.add(file.toString());
        }
      }
    }
    if (!unformatted.isEmpty()) {
      System.err.println("not formatted: " + String.join(", ", unformatted));
      System.err.println("run: mvn -N process-sources -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("target/");
  }

  private static String format(Path file, String text) throws IOException {
    try {
      String tidy =
          ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(text), Style.GOOGLE);
      return new Formatter().formatSource(tidy);
    } catch (FormatterException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
