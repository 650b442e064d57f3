package org.pgv.mirror.resolve;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.Nevra;
import org.pgv.mirror.rpm.PackageFile;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmIndexBuilder;
import org.pgv.mirror.rpm.RpmSense;

/** Reads the repositories of libsolv's own test suite, in its testtags format. */
final class TestTags {
  private static final Map<String, RpmField> FIELDS =
      Map.of(
          "=Prv:", RpmField.PROVIDES,
          "=Req:", RpmField.REQUIRES,
          "=Con:", RpmField.CONFLICTS,
          "=Obs:", RpmField.OBSOLETES,
          "=Rec:", RpmField.RECOMMENDS,
          "=Sug:", RpmField.SUGGESTS,
          "=Sup:", RpmField.SUPPLEMENTS,
          "=Enh:", RpmField.ENHANCES);
  private static final Pattern ELSE = Pattern.compile("<IF> \\((\\S+) <ELSE> (\\S+)\\)");
  private static final Map<String, String> OPERATORS =
      Map.of(" & ", " and ", " | ", " or ", " + ", " with ", "<IF>", "if", "<UNLESS>", "unless");

  private final RpmIndexBuilder builder = new RpmIndexBuilder();
  private String[] head = {};

  private TestTags() {}

  static RpmIndex read(String repository, List<String> lines) {
    TestTags reader = new TestTags();
    lines.forEach(reader::read);
    reader.finish();
    return reader.builder.build(repository);
  }

  private void read(String line) {
    String[] words = line.split("\\s+", 2);
    if (words[0].equals("=Pkg:")) {
      finish();
      head = words[1].split("\\s+", -1);
    } else if (FIELDS.containsKey(words[0])) {
      builder.relation(FIELDS.get(words[0]), dependency(words[1].strip()));
    }
  }

  /** A package provides its own name, whether its lines say so or not. */
  private void finish() {
    if (head.length < 4) {
      return;
    }
    Nevra nevra = Nevra.of(head[0], "", head[1], head[2], head[3]);
    builder.relation(
        RpmField.PROVIDES, new RpmDependency(head[0], RpmSense.EXACTLY, nevra.evr(), false));
    builder.add(nevra, new PackageFile(nevra + ".rpm", 1, Sha256.of(nevra.toString()), ""));
    head = new String[0];
  }

  private static RpmDependency dependency(String text) {
    String rich = ELSE.matcher(text).replaceAll("if $1 else $2");
    for (Map.Entry<String, String> operator : OPERATORS.entrySet()) {
      rich = rich.replace(operator.getKey(), operator.getValue());
    }
    if (!rich.equals(text)) {
      return RpmDependency.any("(" + rich + ")");
    }
    String[] words = text.split(" ", -1);
    if (words.length == 1) {
      return RpmDependency.any(text);
    }
    for (RpmSense sense : RpmSense.values()) {
      if (sense.symbol().equals(words[1])) {
        return new RpmDependency(words[0], sense, words[2], false);
      }
    }
    throw new IllegalArgumentException("no such dependency: " + text);
  }
}
