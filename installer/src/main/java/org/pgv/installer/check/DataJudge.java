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
          taken(candidate, folder, findings);
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

  private static void taken(Candidate candidate, String folder, List<Finding> findings) {
    FolderContent content =
        candidate.survey().folders().getOrDefault(folder, FolderContent.MISSING);
    String what =
        switch (content) {
          case MISSING, EMPTY -> "";
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
