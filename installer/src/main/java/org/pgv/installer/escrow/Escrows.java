package org.pgv.installer.escrow;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.component.minio.ObjectStore;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.state.EscrowMemory;
import org.pgv.manifests.site.Backup;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;

/** Makes the escrow of a site from its secrets. */
public final class Escrows {
  private Escrows() {}

  /** Of all clusters that were given a repository; empty where none was. */
  public static Optional<Escrow> of(Site site, SiteCredentials credentials, Instant now) {
    List<String> known = credentials.passwordNames();
    List<Escrow.Entry> entries =
        site.clusters().stream()
            .filter(cluster -> known.contains(Stanza.cipherName(cluster)))
            .flatMap(
                cluster ->
                    cluster
                        .backup()
                        .map(backup -> entry(site, cluster, backup, credentials))
                        .stream())
            .toList();
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new Escrow(site.name(), now.truncatedTo(ChronoUnit.SECONDS), entries));
  }

  /** Remembers what an escrow would say now, so that one made before is told from it. */
  public static void remember(Site site, SiteCredentials credentials, Path memory) {
    String present =
        of(site, credentials, Instant.EPOCH).map(escrow -> escrow.content().hex()).orElse("");
    EscrowMemory.change(memory, known -> new EscrowMemory(present, known.written()));
  }

  /** Remembers an escrow that the operator has; it may be of keys that the site had before. */
  public static void remember(Escrow written, Path memory) {
    String content = written.content().hex();
    EscrowMemory.change(
        memory,
        known -> new EscrowMemory(known.present().isEmpty() ? content : known.present(), content));
  }

  private static Escrow.Entry entry(
      Site site, Cluster cluster, Backup backup, SiteCredentials credentials) {
    Optional<Escrow.Keys> keys =
        switch (backup.repository()) {
          case Repository.Posix _ -> Optional.empty();
          case Repository.Minio _ -> {
            String account = ObjectStore.bucket(cluster);
            Secret key = credentials.password(ObjectStore.keyName(account));
            yield Optional.of(new Escrow.Keys(account, key));
          }
          case Repository.S3 _ ->
              Optional.of(
                  new Escrow.Keys(
                      credentials.given(GivenFiles.ACCESS_KEY).reveal(),
                      credentials.given(GivenFiles.SECRET_KEY)));
        };
    return new Escrow.Entry(
        cluster.name(),
        cluster.postgres().version(),
        new Escrow.Store(kind(backup.repository()), Stanza.place(site, cluster, backup), keys),
        credentials.password(Stanza.cipherName(cluster)));
  }

  private static Escrow.Kind kind(Repository repository) {
    return switch (repository) {
      case Repository.Posix _ -> Escrow.Kind.POSIX;
      case Repository.Minio _ -> Escrow.Kind.MINIO;
      case Repository.S3 _ -> Escrow.Kind.S3;
    };
  }
}
