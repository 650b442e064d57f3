package org.pgv.installer.host.ssh;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.manifests.problem.Problem;

/** Verifies the key of one endpoint, and keeps why it was refused. */
final class KeyCheck implements HostKeyVerifier {
  private final HostKeys keys;
  private final Endpoint endpoint;
  private volatile Optional<Problem> refusal = Optional.empty();

  KeyCheck(HostKeys keys, Endpoint endpoint) {
    this.keys = keys;
    this.endpoint = endpoint;
  }

  /** Why the key was refused; empty where it was not. */
  Optional<Problem> refusal() {
    return refusal;
  }

  /** The transport's own idea of the host's name is not used: it differs behind a jump host. */
  @Override
  public boolean verify(String ignoredHost, int ignoredPort, PublicKey key) {
    refusal =
        switch (keys.standing(endpoint, key)) {
          case TRUSTED -> Optional.empty();
          case UNKNOWN -> Optional.of(unknown(key));
          case CHANGED -> Optional.of(changed(key));
        };
    return refusal.isEmpty();
  }

  @Override
  public List<String> findExistingAlgorithms(String ignoredHost, int ignoredPort) {
    return keys.algorithms(endpoint);
  }

  private Problem unknown(PublicKey key) {
    String fingerprint = HostKeys.fingerprint(key);
    return new Problem(
        endpoint.knownAs(),
        "its host key is not known; it shows " + fingerprint,
        "compare with 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' on its console, then run"
            + " again with --accept-host-key "
            + fingerprint);
  }

  private Problem changed(PublicKey key) {
    String fingerprint = HostKeys.fingerprint(key);
    return new Problem(
        endpoint.knownAs(),
        "its host key is not the one we know; it now shows " + fingerprint,
        "somebody may be in between; if the machine was made anew, remove the old line from the"
            + " known_hosts file or run again with --accept-host-key "
            + fingerprint);
  }
}
