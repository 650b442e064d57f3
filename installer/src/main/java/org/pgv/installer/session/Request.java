package org.pgv.installer.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.value.Fingerprint;

/**
 * What the administrator named.
 *
 * @param signers fingerprints of keys that may sign the bundle
 * @param hostKeys fingerprints of host keys to accept, {@code SHA256:…}
 * @param waivers names of findings to accept
 * @param overrides what is done although it would be refused
 * @param consent what else was agreed to
 */
public record Request(
    Path siteFile,
    Optional<Path> bundle,
    List<Fingerprint> signers,
    Set<String> hostKeys,
    Set<String> waivers,
    Overrides overrides,
    Consent consent) {
  public Request {
    signers = List.copyOf(signers);
    hostKeys = Set.copyOf(hostKeys);
    waivers = Set.copyOf(waivers);
  }

  /** The same, where something was agreed to. */
  public Request with(Consent agreed) {
    return new Request(siteFile, bundle, signers, hostKeys, waivers, overrides, agreed);
  }
}
