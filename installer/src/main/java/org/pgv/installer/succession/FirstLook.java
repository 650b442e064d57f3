package org.pgv.installer.succession;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.installer.bucket.BucketReader;
import org.pgv.installer.bucket.BucketReader.Read;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Shell;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.succession.Succession.Origin;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.value.HostName;

/**
 * Looks, before anything is changed on a host, whether the repositories that clusters come from can
 * be opened, and whether the point that is asked for may be there.
 *
 * @param hosts the connected hosts
 */
public record FirstLook(Function<HostName, Host> hosts, Clock clock, Reporter reporter) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> FILES = List.of("backup.info", "backup.info.copy");

  /** Refuses what cannot be brought back. */
  public void refuse(Succession heir, Topology topology) {
    List<Problem> unreadable = new ArrayList<>();
    List<Problem> wrong = new ArrayList<>();
    for (Origin origin : heir.origins(topology)) {
      Stanza stanza = origin.stanza();
      switch (look(heir, stanza, stanza)) {
        case Read.Found(String content) -> wrong.addAll(problems(heir, origin, content));
        case Read.Unseen(String why) ->
            reporter.say(why + ": the repository is looked at once pgBackRest is there");
        case Read.Absent() -> unreadable.add(absent(heir, stanza));
        case Read.Denied(String why) -> unreadable.add(denied(stanza, why));
        case Read.Unreachable(String why) -> unreadable.add(unreachable(stanza, why));
      }
      if (unreadable.isEmpty() && heir instanceof FromCluster) {
        wrong.addAll(earlier(heir, origin));
      }
    }
    if (!unreadable.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, unreadable);
    }
    if (!wrong.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, wrong);
    }
  }

  /** What an earlier cluster of the new one's name wrote would not go with what this one writes. */
  private List<Problem> earlier(Succession heir, Origin origin) {
    Topology topology = origin.stanza().topology();
    return Stanza.of(topology, origin.heir()).stream()
        .filter(_ -> !Succession.hasData(topology, origin.heir()))
        .filter(own -> look(heir, own, origin.stanza()) instanceof Read.Found)
        .map(
            own ->
                new Problem(
                    "cluster " + own.name(),
                    "its repository at %s has backups already, of an earlier cluster of that name"
                        .formatted(own.place()),
                    "take them away there, or give the new cluster another name"))
        .toList();
  }

  /** Reads a stanza's list of backups, from a host that reaches a repository of the same kind. */
  private Read look(Succession heir, Stanza stanza, Stanza reached) {
    Topology topology = stanza.topology();
    Host keeper = hosts.apply(reached.keeper().name());
    return switch (stanza.backup().repository()) {
      case Repository.Posix posix -> inFolder(keeper, posix.directory() + folder(stanza));
      case Repository.S3 s3 ->
          inBucket(
              keeper,
              stanza,
              Bucket.of(topology, stanza.cluster(), s3),
              authority(s3, stanza, keeper));
      case Repository.Minio minio ->
          switch (heir) {
            case FromEscrow _ ->
                new Read.Unseen(stanza.name() + " is kept in the site's own MinIO");
            case FromCluster _ ->
                inBucket(
                    keeper,
                    stanza,
                    Bucket.of(topology, stanza.cluster(), minio),
                    topology.credentials().authorities().root());
          };
    };
  }

  private static String folder(Stanza stanza) {
    return "/backup/" + stanza.name() + "/";
  }

  private static Read inFolder(Host keeper, String folder) {
    StringBuilder script = new StringBuilder();
    for (String file : FILES) {
      String path = Shell.quote(folder + file);
      script.append("[ ! -f %1$s ] || exec base64 %1$s\n".formatted(path));
    }
    Exit exit = keeper.run(Command.script(script.toString(), LIMIT));
    if (!(exit instanceof Exit.Code(int number, String output, String _)) || number != 0) {
      return new Read.Unreachable(exit.story());
    }
    return output.isBlank() ? new Read.Absent() : new Read.Found(output);
  }

  private static String authority(Repository.S3 s3, Stanza stanza, Host keeper) {
    return s3.access().authority().isPresent()
        ? stanza.topology().credentials().given(GivenFiles.AUTHORITY).reveal()
        : BucketReader.trustedBy(keeper);
  }

  private Read inBucket(Host keeper, Stanza stanza, Bucket bucket, String authority) {
    BucketReader reader = new BucketReader(bucket, keeper, authority, clock);
    Read read = new Read.Absent();
    for (String file : FILES) {
      read = reader.read(bucket.place().folder() + folder(stanza) + file);
      if (!(read instanceof Read.Absent)) {
        break;
      }
    }
    return read;
  }

  private List<Problem> problems(Succession heir, Origin origin, String content) {
    Stanza stanza = origin.stanza();
    Optional<StoredInfo> opened = StoredInfo.open(content, origin.passphrase());
    if (opened.isEmpty()) {
      return List.of(unopened(heir, stanza));
    }
    if (opened.get().catalog().backups().isEmpty()) {
      return List.of(absent(heir, stanza));
    }
    String wanted = Integer.toString(origin.heir().postgres().version());
    if (!opened.get().postgres().equals(wanted)) {
      return List.of(
          new Problem(
              "cluster " + origin.heir().name(),
              "is of PostgreSQL %s in the site file, and of %s in the repository"
                  .formatted(wanted, opened.get().postgres()),
              "say 'postgres: " + opened.get().postgres() + "', and use a bundle that has it"));
    }
    return opened.get().catalog().refusal(heir.point(), clock.instant()).stream()
        .map(why -> new Problem("--to", why, "name a point that the repository has"))
        .toList();
  }

  private static Problem unopened(Succession heir, Stanza stanza) {
    return switch (heir) {
      case FromEscrow _ ->
          new Problem(
              "escrow",
              "does not open the repository of %s at %s: it is that of another repository, or the list of backups there is damaged"
                  .formatted(stanza.name(), stanza.place()),
              "give the escrow that was made of this repository, or the right copy of it");
      case FromCluster _ ->
          new Problem(
              "cluster " + stanza.name(),
              "the site's key does not open its repository at %s, or the list of backups there is damaged"
                  .formatted(stanza.place()),
              "'pgv-install backup verify' reads all that is there");
    };
  }

  private static Problem absent(Succession heir, Stanza stanza) {
    return new Problem(
        "cluster " + stanza.name(),
        "there is no backup of it at " + stanza.place(),
        switch (heir) {
          case FromEscrow _ ->
              "put the copy of its repository there, then run the same command again";
          case FromCluster _ -> "take one first: 'pgv-install backup full'";
        });
  }

  private static Problem denied(Stanza stanza, String why) {
    return new Problem(
        "cluster " + stanza.name(),
        "its repository at " + stanza.place() + " may not be read: " + why,
        "see that bucket and region in the site file are right, and the account's keys: those of the"
            + " key file that it names, or else of the escrow");
  }

  private static Problem unreachable(Stanza stanza, String why) {
    return new Problem(
        "cluster " + stanza.name(),
        "its repository at %s cannot be reached from %s: %s"
            .formatted(stanza.place(), stanza.keeper().name(), why),
        "see that it is up, that the host finds it, and that its certificate is right");
  }
}
