package org.pgv.manifests.site;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pgv.manifests.site.Repository.Access;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.site.Repository.History;
import org.pgv.manifests.site.Repository.Metrics;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads where backups are kept; each kind of place has keys of its own. */
final class RepositoryReader {
  private static final String USUAL_DIRECTORY = "/var/lib/pgbackrest";
  private static final String USUAL_OBJECTS = "/var/lib/minio/pgv";
  private static final String USUAL_FOLDER = "/pgv";
  private static final int FEWEST_THAT_SPREAD = 4;
  private static final int MOST_DAYS = 3650;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_-]+)+");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]+");

  private enum Kind {
    POSIX,
    MINIO,
    S3
  }

  private final List<HostName> keepers;

  /** Knows the hosts with the role backup. */
  RepositoryReader(List<HostName> keepers) {
    this.keepers = List.copyOf(keepers);
  }

  /** What is used where the file names no repository, and some host keeps backups. */
  Repository usual() {
    return new Repository.Posix(keeper(), USUAL_DIRECTORY);
  }

  Repository read(YamlMapping map) {
    Kind kind = map.choice("kind", Kind.class, Kind.POSIX);
    if (kind != Kind.S3 && keepers.isEmpty()) {
      map.problem(
          "kind",
          kind.name().toLowerCase(Locale.ROOT) + " needs a host that keeps backups",
          "give a host the role 'backup'");
    }
    return switch (kind) {
      case POSIX ->
          new Repository.Posix(
              keeper(), map.value("directory", SettingsReader::directory).orElse(USUAL_DIRECTORY));
      case MINIO -> minio(map);
      case S3 -> s3(map);
    };
  }

  private Repository minio(YamlMapping map) {
    if (keepers.size() > 1 && keepers.size() < FEWEST_THAT_SPREAD) {
      map.problem(
          "kind",
          "minio needs one host with the role backup, or four and more, got " + keepers.size(),
          "two or three could only hold copies that disagree");
    }
    List<String> directories = map.values("directories", SettingsReader::directory);
    if (directories.stream().distinct().count() < directories.size()) {
      map.problem("directories", "a directory is named twice", "");
    }
    return new Repository.Minio(
        keepers,
        directories.isEmpty() ? List.of(USUAL_OBJECTS) : directories,
        map.choice("metrics", Metrics.class, Metrics.TOKEN),
        history(map));
  }

  private static History history(YamlMapping map) {
    History usual = History.USUAL;
    int undelete = map.number("undeleteDays", usual.undeleteDays(), 1, MOST_DAYS);
    int lock = map.number("lockDays", Math.min(usual.lockDays(), undelete), 0, MOST_DAYS);
    int kept = map.has("undeleteDays") ? undelete : Math.max(undelete, lock);
    if (kept < lock) {
      map.problem(
          "undeleteDays",
          "must be at least lockDays = " + lock + ", is " + kept,
          "what is locked cannot be cleared away before");
    }
    return new History(kept, lock);
  }

  private static Repository s3(YamlMapping map) {
    return new Repository.S3(
        map.required("endpoint", Endpoint::parse, new Endpoint("unknown", 443)),
        map.required("bucket", text -> matching(BUCKET, "a bucket's name", text), ""),
        map.value("folder", text -> matching(FOLDER, "a folder such as /backup", text))
            .orElse(USUAL_FOLDER),
        new Access(
            map.value("region", text -> matching(REGION, "a region", text)).orElse("us-east-1"),
            map.choice("addressing", Addressing.class, Addressing.PATH),
            map.optionalText("authority"),
            map.text("keys")));
  }

  private HostName keeper() {
    return keepers.isEmpty() ? HostsReader.STAND_IN_NAME : keepers.getFirst();
  }

  private static String matching(Pattern pattern, String what, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("not " + what + ": '" + text + "'");
    }
    return text;
  }
}
