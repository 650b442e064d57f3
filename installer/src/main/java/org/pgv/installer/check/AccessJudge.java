package org.pgv.installer.check;

import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.access.ConnectionRules;
import org.pgv.manifests.site.AccessRule;

/** Whether each rule of who may connect can ever decide. */
final class AccessJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    String superuser = subject.platform().patroni().user();
    return subject.site().clusters().stream()
        .flatMap(
            cluster -> new ConnectionRules(subject.site(), cluster, superuser).shadowed().stream())
        .map(
            shadowed ->
                new Finding(
                    Rule.ACCESS_SHADOWED,
                    subject.site().name(),
                    "the rule at %s stands behind %s"
                        .formatted(
                            shadowed.rule().where(),
                            shadowed.by().stream()
                                .map(AccessRule::where)
                                .collect(Collectors.joining(", ")))))
        .toList();
  }
}
