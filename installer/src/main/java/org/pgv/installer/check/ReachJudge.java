package org.pgv.installer.check;

import java.util.List;

/** Whether hosts reach each other's ports. */
final class ReachJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    return subject.all().stream()
        .flatMap(
            candidate ->
                candidate.survey().links().blocked().stream()
                    .map(
                        blocked ->
                            new Finding(
                                Rule.PORT_BLOCKED,
                                candidate.name(),
                                "cannot reach " + blocked.endpoint() + ": " + blocked.why())))
        .toList();
  }
}
