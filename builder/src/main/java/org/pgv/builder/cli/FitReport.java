package org.pgv.builder.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgv.builder.verb.Fitting;
import org.pgv.builder.verb.Fitting.Fitted;
import org.pgv.mirror.universe.Baseline.Fit;

/** What came of trying a lock on minimal installs, for people and as a document. */
record FitReport(List<Fitting.Fitted> all) {

  boolean allFit() {
    return all.stream().allMatch(one -> one.fit() instanceof Fit.Fits);
  }

  String text() {
    return all.stream().map(FitReport::text).collect(Collectors.joining("\n"));
  }

  private static String text(Fitted one) {
    return switch (one.fit()) {
      case Fit.Fits(int kept, var raised, var added) ->
          one.list()
              + ": fits; keeps %d, raises %d, adds %d".formatted(kept, raised.size(), added.size())
              + lines("raises ", raised);
      case Fit.Clashes(List<String> reasons) -> one.list() + ": does not fit" + lines("", reasons);
    };
  }

  private static String lines(String word, List<?> all) {
    return all.stream().map(each -> "\n  " + word + each).collect(Collectors.joining());
  }

  Map<String, Object> document() {
    return Map.of("baselines", all.stream().map(FitReport::document).toList());
  }

  private static Map<String, Object> document(Fitted one) {
    String list = one.list().toString();
    return switch (one.fit()) {
      case Fit.Fits(int kept, var raised, var added) ->
          Map.of(
              "list",
              list,
              "fits",
              true,
              "kept",
              kept,
              "raised",
              texts(raised),
              "added",
              texts(added));
      case Fit.Clashes(List<String> reasons) ->
          Map.of("list", list, "fits", false, "reasons", reasons);
    };
  }

  private static List<String> texts(List<?> all) {
    return all.stream().map(Object::toString).toList();
  }
}
