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
  private static final int USUAL_DAYS = 14;
  private static final Pattern CALENDAR = Pattern.compile("[A-Za-z0-9 *,.:/~-]+");

  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,5}(MB|GB|TB)");

  private final List<HostName> keepers;

  BackupReader(List<SiteHost> hosts) {
    this.keepers =
        hosts.stream().filter(host -> host.has(Role.BACKUP)).map(SiteHost::name).toList();
  }

  /** Empty where no host keeps backups and the file does not ask for any. */
  Optional<Backup> read(YamlMapping map) {
    if (map.has(KEY)) {
      return map.mapping(KEY, this::backup);
    }
    return keepers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Backup(
                new RepositoryReader(keepers).usual(),
                USUAL_DAYS,
                Schedule.USUAL,
                Optional.empty()));
  }

  private Backup backup(YamlMapping map) {
    RepositoryReader reader = new RepositoryReader(keepers);
    if (keepers.isEmpty() && !map.has("repository")) {
      map.problem("repository", "no host keeps backups", "give a host the role 'backup'");
    }
    Repository repository = map.mapping("repository", reader::read).orElseGet(reader::usual);
    Schedule usual = Schedule.USUAL;
    Schedule schedule =
        new Schedule(
            map.value("full", BackupReader::calendar).orElse(usual.full()),
            map.value("incremental", BackupReader::calendar).orElse(usual.incremental()),
            map.value("verify", BackupReader::calendar).orElse(usual.verify()),
            map.value("drill", BackupReader::calendar));
    return new Backup(
        repository,
        map.number("keepDays", USUAL_DAYS, 1, 3650),
        schedule,
        map.value("dropWalAbove", BackupReader::size));
  }

  private static String calendar(String text) {
    if (!CALENDAR.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a time in systemd's words: '" + text + "' (such as 'Sun 01:00')");
    }
    return text;
  }

  private static String size(String text) {
    if (!SIZE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a size: '" + text + "' (such as 50GB)");
    }
    return text;
  }
}
