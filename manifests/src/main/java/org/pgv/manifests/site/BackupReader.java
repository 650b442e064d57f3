package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pgv.manifests.site.Backup.Schedule;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads how clusters are backed up; without a word, to the host that has the role backup. */
final class BackupReader {
  private static final String KEY = "backup";
  private static final String USUAL_DIRECTORY = "/var/lib/pgbackrest";
  private static final int USUAL_DAYS = 14;
  private static final Pattern CALENDAR = Pattern.compile("[A-Za-z0-9 *,.:/~-]+");

  private enum Kind {
    POSIX
  }

  private final List<SiteHost> hosts;

  BackupReader(List<SiteHost> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /** Empty where no host keeps backups and the file does not ask for any. */
  Optional<Backup> read(YamlMapping map) {
    if (map.has(KEY)) {
      return map.mapping(KEY, this::backup);
    }
    return keeper()
        .map(host -> new Repository.Posix(host, USUAL_DIRECTORY))
        .map(repository -> new Backup(repository, USUAL_DAYS, Schedule.USUAL));
  }

  private Backup backup(YamlMapping map) {
    Repository repository =
        map.mapping("repository", this::repository).orElseGet(() -> posix(map, USUAL_DIRECTORY));
    Schedule usual = Schedule.USUAL;
    Schedule schedule =
        new Schedule(
            map.value("full", BackupReader::calendar).orElse(usual.full()),
            map.value("incremental", BackupReader::calendar).orElse(usual.incremental()));
    return new Backup(repository, map.number("keepDays", USUAL_DAYS, 1, 3650), schedule);
  }

  private Repository repository(YamlMapping map) {
    return switch (map.choice("kind", Kind.class, Kind.POSIX)) {
      case POSIX ->
          posix(map, map.value("directory", SettingsReader::directory).orElse(USUAL_DIRECTORY));
    };
  }

  private Repository posix(YamlMapping map, String directory) {
    Optional<HostName> keeper = keeper();
    if (keeper.isEmpty()) {
      map.problem("kind", "posix needs a host that keeps backups", "give a host the role 'backup'");
    }
    return new Repository.Posix(keeper.orElse(HostsReader.STAND_IN_NAME), directory);
  }

  private Optional<HostName> keeper() {
    return hosts.stream().filter(host -> host.has(Role.BACKUP)).map(SiteHost::name).findFirst();
  }

  private static String calendar(String text) {
    if (!CALENDAR.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a time in systemd's words: '" + text + "' (such as 'Sun 01:00')");
    }
    return text;
  }
}
