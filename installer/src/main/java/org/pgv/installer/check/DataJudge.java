package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.check.Survey.FolderContent;
import org.pgv.installer.probe.Software.DataFolder;

/** Whether data of others is where ours goes, or beside it. */
final class DataJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      List<String> ours = Subject.dataFolders(subject.site(), subject.platform(), candidate.host());
      for (String folder : ours) {
        if (!Ours.isOurs(candidate.facts(), folder)) {
          taken(candidate, folder, isOfCluster(subject, candidate, folder), findings);
        }
      }
      for (DataFolder folder : candidate.facts().software().dataFolders()) {
        if (!ours.contains(folder.path()) && !Ours.isOurs(candidate.facts(), folder.path())) {
          findings.add(foreign(candidate, folder));
        }
      }
    }
    return findings;
  }

  private static boolean isOfCluster(Subject subject, Candidate candidate, String folder) {
    return subject
        .site()
        .clusterOf(candidate.host().name())
        .filter(cluster -> subject.platform().dataDirectory(cluster).equals(folder))
        .isPresent();
  }

  /** initdb takes an empty folder only; etcd and MinIO make theirs beside {@code lost+found}. */
  private static void taken(
      Candidate candidate, String folder, boolean ofCluster, List<Finding> findings) {
    FolderContent content =
        candidate.survey().folders().getOrDefault(folder, FolderContent.MISSING);
    String what =
        switch (content) {
          case MISSING, EMPTY -> "";
          case LOST_FOUND ->
              ofCluster
                  ? " is the root of a file system, with lost+found in it; name a folder below it,"
                      + " such as "
                      + folder
                      + "/data"
                  : "";
          case POSTGRES -> " holds a PostgreSQL cluster";
          case ETCD -> " holds etcd's data";
          case MINIO -> " holds MinIO's data";
          case OTHER -> " is not empty";
        };
    if (!what.isEmpty()) {
      findings.add(new Finding(Rule.DATA_DIRECTORY, candidate.name(), folder + what));
    }
  }

  private static Finding foreign(Candidate candidate, DataFolder folder) {
    Rule rule =
        switch (folder.kind()) {
          case POSTGRES -> Rule.FOREIGN_POSTGRES;
          case ETCD -> Rule.FOREIGN_ETCD;
        };
    String kind = folder.kind().name().toLowerCase(Locale.ROOT);
    return new Finding(rule, candidate.name(), folder.path() + " holds " + kind + " data");
  }
}
