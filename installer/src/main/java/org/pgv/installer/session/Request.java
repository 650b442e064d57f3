package org.pgv.installer.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.manifests.value.Fingerprint;

/**
 * What the administrator named.
 *
 * @param signers fingerprints of keys that may sign the bundle
 * @param hostKeys fingerprints of host keys to accept, {@code SHA256:…}
 * @param waivers names of findings to accept
 * @param overrides what is done although it would be refused
 * @param restarts whether PostgreSQL may be restarted where it has to be
 */
public record Request(
    Path siteFile,
    Optional<Path> bundle,
    List<Fingerprint> signers,
    Set<String> hostKeys,
    Set<String> waivers,
    Overrides overrides,
    boolean restarts) {
  public Request {
    signers = List.copyOf(signers);
    hostKeys = Set.copyOf(hostKeys);
    waivers = Set.copyOf(waivers);
  }

  /** The same, where PostgreSQL may be restarted, or not. */
  public Request withRestarts(boolean agreed) {
    return new Request(siteFile, bundle, signers, hostKeys, waivers, overrides, agreed);
  }
}
