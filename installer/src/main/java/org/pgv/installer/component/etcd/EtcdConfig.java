package org.pgv.installer.component.etcd;

import org.pgv.manifests.site.EtcdSettings;

/** What one member's environment file is laid out from. */
public record EtcdConfig(
    String site, Member member, String cluster, EtcdSettings settings, Files files) {

  /** One member's name and where it answers. */
  public record Member(String name, String address, int clientPort, int peerPort) {}

  /** Where its certificates are, and those it verifies others by. */
  public record Files(Pair server, Pair gateway, Pair peer, Pair peerClient, Trust trust) {}

  /** A certificate and its key. */
  public record Pair(String certificate, String key) {}

  /** Whom it lets in as a client, and as a peer. */
  public record Trust(String clients, String peers) {}

  /** Bytes after which etcd refuses writes. */
  public long quotaBytes() {
    return settings.quotaMegabytes() * 1024L * 1024L;
  }
}
