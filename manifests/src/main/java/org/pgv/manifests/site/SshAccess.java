package org.pgv.manifests.site;

import java.util.Optional;

/**
 * How the installer reaches the hosts.
 *
 * @param key path of the private key, {@code ~} for the home directory; without one the agent and
 *     the usual key files are tried
 * @param jump a host in between, written {@code [user@]host[:port]}
 * @param knownHosts the file host keys are verified against; the usual one where absent
 */
public record SshAccess(
    String user,
    Optional<String> key,
    int port,
    Optional<String> jump,
    Optional<String> knownHosts) {}
