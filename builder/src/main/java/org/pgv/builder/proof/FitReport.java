package org.pgv.builder.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pgv.manifests.problem.Problem;
import org.pgv.mirror.universe.Baseline.Fit;

/** What came of trying a lock on minimal installs, for people and as a document. */
public record FitReport(List<Fitted> all) {

  /** A minimal install, by the name of its list, and what came of it. */
  public record Fitted(String list, Fit fit) {}

  public FitReport {
    all = List.copyOf(all);
  }

  public boolean allFit() {
    return all.stream().allMatch(one -> one.fit() instanceof Fit.Fits);
  }

  /** What keeps the packages from being installed, reason by reason. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Fitted one : all) {
      if (one.fit() instanceof Fit.Clashes(List<String> reasons)) {
        for (String reason : reasons) {
          problems.add(
              new Problem(
                  one.list(),
                  "does not fit: " + reason,
                  "change what is named, or say 'misfit: warn' under 'baselines'"));
        }
      }
    }
    return problems;
  }

  public String text() {
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

  /** The same for programs. */
  public Map<String, Object> document() {
    return Map.of("baselines", all.stream().map(FitReport::document).toList());
  }

  private static Map<String, Object> document(Fitted one) {
    String list = one.list();
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
