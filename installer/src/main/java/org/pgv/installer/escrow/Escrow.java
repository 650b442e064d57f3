package org.pgv.installer.escrow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.value.Sha256;

/** What opens the backups of a site once the site and its admin host are gone. */
public record Escrow(String site, Instant made, List<Entry> clusters) {

  /**
   * One cluster's repository.
   *
   * @param cluster its name, which is that of the stanza
   * @param postgres the major version of its server
   * @param passphrase what pgBackRest encrypts the repository with
   */
  public record Entry(String cluster, int postgres, Store store, Secret passphrase) {}

  /**
   * Where a repository was.
   *
   * @param place {@code HOST:FOLDER}, or the URL of the bucket with its folder
   * @param keys who we were there; empty for a folder
   */
  public record Store(Kind kind, String place, Optional<Keys> keys) {}

  /** What a repository was kept in, in the words of the site file. */
  public enum Kind {
    POSIX,
    MINIO,
    S3
  }

  /** An account of an object store. */
  public record Keys(String access, Secret secret) {}

  public Escrow {
    clusters = List.copyOf(clusters);
  }

  /** Tells whether another escrow opens the same. */
  public Sha256 content() {
    return Sha256.of(EscrowText.of(new Escrow(site, Instant.EPOCH, clusters)));
  }

  /** What is said of one cluster. */
  public Optional<Entry> find(String cluster) {
    return clusters.stream().filter(entry -> entry.cluster().equals(cluster)).findFirst();
  }
}
