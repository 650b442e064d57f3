package org.pgv.installer.check;

import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.check.Survey.Links;

/**
 * Whether hosts reach each other's ports, as those whom the site file names, and by full frames.
 */
final class ReachJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    return subject.all().stream().flatMap(ReachJudge::findings).toList();
  }

  private static Stream<Finding> findings(Candidate candidate) {
    Links links = candidate.survey().links();
    return Stream.of(
            links.blocked().stream()
                .map(
                    blocked ->
                        new Finding(
                            Rule.PORT_BLOCKED,
                            candidate.name(),
                            "cannot reach " + blocked.endpoint() + ": " + blocked.why())),
            links.sources().entrySet().stream()
                .map(
                    entry ->
                        new Finding(
                            Rule.SOURCE_ADDRESS,
                            candidate.name(),
                            "comes to %s from %s, and the site file says %s"
                                .formatted(
                                    entry.getKey(), entry.getValue(), candidate.host().address()))),
            links.narrow().entrySet().stream()
                .map(
                    entry ->
                        new Finding(
                            Rule.FRAMES_LOST,
                            candidate.name(),
                            "packets of %s bytes do not arrive at %s, and small ones do"
                                .formatted(entry.getValue(), entry.getKey()))))
        .flatMap(each -> each);
  }
}
