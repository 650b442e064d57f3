package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.installer.component.trust.Identity;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.SiteHost;

/** What pgBackRest on one host is told of one stanza. */
final class StanzaSettings {
  private final Stanza stanza;
  private final SiteHost host;
  private final List<Setting> settings = new ArrayList<>();

  private StanzaSettings(Stanza stanza, SiteHost host) {
    this.stanza = stanza;
    this.host = host;
  }

  static List<Setting> of(Stanza stanza, SiteHost host) {
    StanzaSettings lines = new StanzaSettings(stanza, host);
    switch (stanza.backup().repository()) {
      case Repository.Posix posix -> lines.posix(posix);
      case Repository.Minio minio ->
          lines.bucket(Bucket.of(stanza.topology(), stanza.cluster(), minio));
      case Repository.S3 s3 -> lines.bucket(Bucket.of(stanza.topology(), stanza.cluster(), s3));
    }
    if (stanza.members().contains(host)) {
      stanza.backup().dropWalAbove().ifPresent(size -> lines.add("archive-push-queue-max", size));
    }
    return List.copyOf(lines.settings);
  }

  /**
   * What a host is told that only reads the repository, whether it has a part in the stanza or not.
   *
   * @param pass the file with the certificate that lets it in, and its key
   */
  static List<Setting> toRead(Stanza stanza, SiteHost reader, String pass) {
    StanzaSettings lines = new StanzaSettings(stanza, reader);
    switch (stanza.backup().repository()) {
      case Repository.Posix posix when reader.name().equals(posix.host()) -> {
        lines.add("repo1-path", posix.directory());
        lines.cipher();
      }
      case Repository.Posix _ -> lines.tls("repo1", stanza.keeper(), pass, pass);
      case Repository.Minio minio -> {
        lines.objects(Bucket.of(stanza.topology(), stanza.cluster(), minio));
        lines.cipher();
      }
      case Repository.S3 s3 -> {
        lines.objects(Bucket.of(stanza.topology(), stanza.cluster(), s3));
        lines.cipher();
      }
    }
    return List.copyOf(lines.settings);
  }

  /** Members know where the repository is; only its host knows what opens it. */
  private void posix(Repository.Posix posix) {
    if (host.name().equals(posix.host())) {
      add("repo1-path", posix.directory());
      // Members may replace WAL in a folder: with what it needs of it inside, a backup does not
      // care.
      add("archive-copy", "y");
      repository();
      servers();
      return;
    }
    tls("repo1", stanza.keeper(), stanza.clientOf(host));
    server(1, host);
  }

  /** Every member reaches the bucket by itself, so that backups go on whoever leads. */
  private void bucket(Bucket bucket) {
    objects(bucket);
    repository();
    servers();
  }

  private void objects(Bucket bucket) {
    add("repo1-type", "s3");
    add("repo1-path", bucket.place().folder());
    add("repo1-s3-endpoint", bucket.place().endpoint().host());
    add("repo1-storage-port", bucket.place().endpoint().port());
    add("repo1-s3-bucket", bucket.place().name());
    add("repo1-s3-region", bucket.speech().region());
    add("repo1-s3-uri-style", bucket.speech().addressing().word());
    add("repo1-s3-key", bucket.keys().access().reveal());
    add("repo1-s3-key-secret", bucket.keys().secret().reveal());
    bucket.authority().ifPresent(file -> add("repo1-storage-ca-file", file));
  }

  private void cipher() {
    add("repo1-cipher-type", "aes-256-cbc");
    add(
        "repo1-cipher-pass",
        stanza.topology().credentials().password(Stanza.cipherName(stanza.cluster())).reveal());
  }

  private void repository() {
    Features features = Features.of(stanza.topology().bundle());
    cipher();
    add("repo1-bundle", "y");
    if (features.blocks()) {
      add("repo1-block", "y");
    }
    add("repo1-retention-full-type", "time");
    add("repo1-retention-full", stanza.backup().keepDays());
    add("start-fast", "y");
    if (stanza.members().size() > 1 && features.prefersStandby()) {
      add("backup-standby", "prefer");
    }
  }

  /** All members, this host first: pgBackRest takes only the first for its own. */
  private void servers() {
    int index = 1;
    if (stanza.members().contains(host)) {
      server(index++, host);
    }
    for (SiteHost member : stanza.members()) {
      if (!member.equals(host)) {
        tls("pg" + index, member, stanza.clientOf(host));
        server(index++, member);
      }
    }
  }

  private void server(int index, SiteHost member) {
    if (!stanza.members().contains(member)) {
      return;
    }
    add("pg" + index + "-path", stanza.dataDirectory());
    add("pg" + index + "-port", stanza.topology().site().settings().ports().postgres());
    add("pg" + index + "-socket-path", stanza.layout().sockets());
  }

  private void tls(String prefix, SiteHost to, Identity identity) {
    tls(prefix, to, identity.certificate(), identity.key());
  }

  private void tls(String prefix, SiteHost to, String certificate, String key) {
    Topology topology = stanza.topology();
    add(prefix + "-host", topology.site().fqdn(to.name()));
    add(prefix + "-host-type", "tls");
    add(prefix + "-host-port", topology.site().settings().ports().backup());
    add(prefix + "-host-ca-file", TrustComponent.ROOT);
    add(prefix + "-host-cert-file", certificate);
    add(prefix + "-host-key-file", key);
  }

  private void add(String name, Object value) {
    settings.add(Setting.of(name, value));
  }
}
