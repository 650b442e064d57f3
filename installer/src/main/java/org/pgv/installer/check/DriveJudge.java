package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.manifests.site.Repository;

/** Whether what objects are spread over are drives, each of its own. */
final class DriveJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Optional<Repository.Minio> spread =
        subject
            .site()
            .minio()
            .filter(store -> store.hosts().size() * store.directories().size() > 1);
    for (Candidate candidate : subject.all()) {
      spread
          .filter(store -> store.hosts().contains(candidate.host().name()))
          .ifPresent(store -> findings.addAll(judge(candidate, store.directories())));
    }
    return findings;
  }

  private static List<Finding> judge(Candidate candidate, List<String> directories) {
    List<Finding> findings = new ArrayList<>();
    Set<String> used = new HashSet<>(Set.of("/"));
    for (String directory : directories) {
      Optional<Mount> mount = candidate.facts().machine().mountOf(directory);
      if (mount.isPresent() && !used.add(mount.get().path())) {
        String what = mount.get().path().equals("/") ? "the system" : "another folder";
        findings.add(
            new Finding(
                Rule.DRIVES, candidate.name(), directory + " is on the same drive as " + what));
      }
    }
    return findings;
  }
}
