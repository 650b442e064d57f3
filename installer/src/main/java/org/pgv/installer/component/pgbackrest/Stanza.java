package org.pgv.installer.component.pgbackrest;

import java.util.List;
import java.util.Optional;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Backup;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/** A cluster with backups: what pgBackRest calls a stanza, by the name of the cluster. */
public record Stanza(Topology topology, Cluster cluster, Backup backup) {
  /** Where pgBackRest is on every family of distributions. */
  public static final String PROGRAM = "/usr/bin/pgbackrest";

  static final String SERVICE = "pgbackrest";

  /** Empty where the cluster has no backups. */
  public static Optional<Stanza> of(Topology topology, Cluster cluster) {
    return cluster.backup().map(backup -> new Stanza(topology, cluster, backup));
  }

  /** Those of a site. */
  public static List<Stanza> all(Topology topology) {
    return topology.site().clusters().stream()
        .flatMap(cluster -> of(topology, cluster).stream())
        .toList();
  }

  public String name() {
    return cluster.name();
  }

  /** The hosts that its backups may run on; where there are several, on the one that leads. */
  public List<SiteHost> keepers() {
    return cluster.keepers().stream().map(topology.site()::host).toList();
  }

  /** The one of them that is used while a site is installed. */
  public SiteHost keeper() {
    return keepers().getFirst();
  }

  boolean takesPart(SiteHost host) {
    return members().contains(host) || keepers().contains(host);
  }

  public List<SiteHost> members() {
    return topology.site().membersOf(cluster);
  }

  /** Whom pgBackRest runs as, everywhere. */
  public String user() {
    return layout().user();
  }

  public PostgresLayout layout() {
    return topology.platform().postgres(cluster.postgres().version());
  }

  public String dataDirectory() {
    return topology.platform().dataDirectory(cluster);
  }

  /** The folder in which there may be copies beside the data. */
  String parentOfData() {
    return dataDirectory().substring(0, dataDirectory().lastIndexOf('/'));
  }

  /** A command of pgBackRest for this cluster, as a line for a root shell on a keeper. */
  public String command(String words) {
    return "runuser --user %s -- %s --stanza=%s %s".formatted(user(), PROGRAM, name(), words);
  }

  /**
   * What PostgreSQL does with each segment of WAL. One that is pushed while the place for it is
   * being made may wait a minute for a process that never was, or keep the place from being made.
   */
  public String archiveCommand() {
    return "test -e "
        + placeIsMade()
        + " && "
        + PROGRAM
        + " --stanza="
        + name()
        + " archive-push %p";
  }

  /** The file by which a member knows that there is a place for its WAL. */
  String placeIsMade() {
    return "/etc/pgbackrest/" + name() + ".ready";
  }

  /** What the configuration of Patroni says below {@code postgresql}. */
  public List<String> patroniLines() {
    return List.of(
        "create_replica_methods:",
        "- basebackup",
        "- pgbackrest",
        "pgbackrest:",
        "  command: %s --stanza=%s --type=standby --delta restore".formatted(PROGRAM, name()),
        "  keep_data: true",
        "  no_params: true",
        "recovery_conf:",
        "  restore_command: %s %s %%f \"%%p\"".formatted(ArchiveGet.PATH, name()));
  }

  /** The unit that takes a backup of a type. */
  public String unit(String type) {
    return "pgv-backup-%s@%s.service".formatted(name(), type);
  }

  /** What the credentials call the key that backups are encrypted with. */
  public static String cipherName(Cluster cluster) {
    return "backup/" + cluster.name();
  }

  /** Where its repository is, in words. */
  public String place() {
    return place(topology.site(), cluster, backup);
  }

  /** Where the repository of a cluster is, in words. */
  public static String place(Site site, Cluster cluster, Backup backup) {
    return switch (backup.repository()) {
      case Repository.Posix posix -> site.fqdn(posix.host()) + ":" + posix.directory();
      case Repository.Minio minio -> Bucket.place(site, cluster, minio).toString();
      case Repository.S3 s3 -> Bucket.place(cluster, s3).toString();
    };
  }

  /** What it inherits from another cluster; empty for one that is made new. */
  public Optional<Inheritance> inheritance() {
    return topology.credentials().inheritance(name());
  }

  /** The folder on its keeper that it shares with others; empty where it has a bucket. */
  Optional<String> folder() {
    return switch (backup.repository()) {
      case Repository.Posix posix -> Optional.of(posix.directory());
      case Repository.Minio _, Repository.S3 _ -> Optional.empty();
    };
  }

  /** The folder on its keeper that backups themselves are in; archived WAL is beside it. */
  public Optional<String> backupFolder() {
    return folder().map(folder -> folder + "/backup");
  }

  /** Whether there were backups in its repository before there was the cluster. */
  boolean goesOn() {
    return inheritance().map(Inheritance::goesOn).orElse(false);
  }

  /** The stanza of the same site that it is made from; empty where it is not. */
  public Optional<Stanza> source() {
    return inheritance().flatMap(Inheritance::source).map(this::sourceCalled);
  }

  private Stanza sourceCalled(String cluster) {
    return topology
        .site()
        .find(cluster)
        .flatMap(source -> of(topology, source))
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        "cluster " + name(),
                        "is being made from the backups of " + cluster + ", which the site lacks",
                        "put "
                            + cluster
                            + " back into the site file until that is done, or take "
                            + name()
                            + " out of it, too")));
  }

  /** What a host shows to others that have a part in this stanza. */
  Identity clientOf(SiteHost host) {
    return Identity.client(topology, host, SERVICE, user(), role());
  }

  /** The role in a host's certificate, which lets it into this stanza alone. */
  String role() {
    return SERVICE + "-" + name();
  }
}
