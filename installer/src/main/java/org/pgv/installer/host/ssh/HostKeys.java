package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.manifests.value.Sha256;

/**
 * The host keys we know: those of the site's own file, and those of the files the administrator
 * uses already. A key is believed when it stands in one of them, or when the administrator named
 * its fingerprint for this run: then it is added to the site's file.
 */
public final class HostKeys {
  private final Path siteFile;
  private final Set<String> accepted;
  private final List<OpenSSHKnownHosts> known = new ArrayList<>();

  /**
   * Reads the files that are there.
   *
   * @param siteFile where accepted keys are added
   * @param otherFiles what the administrator's own ssh trusts; never written
   * @param accepted fingerprints as ssh-keygen prints them, {@code SHA256:…}
   */
  public HostKeys(Path siteFile, List<Path> otherFiles, Set<String> accepted) {
    JdkCrypto.only();
    this.siteFile = siteFile;
    this.accepted = Set.copyOf(accepted);
    List<Path> files = new ArrayList<>(List.of(siteFile));
    files.addAll(otherFiles);
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        known.add(read(file));
      }
    }
  }

  private static OpenSSHKnownHosts read(Path file) {
    try {
      return new OpenSSHKnownHosts(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** What is known of a key that a host shows. */
  enum Standing {
    TRUSTED,
    UNKNOWN,
    /** We know another key of this kind for this host. */
    CHANGED
  }

  Standing standing(Endpoint endpoint, PublicKey key) {
    String type = KeyType.fromKey(key).toString();
    boolean other = false;
    for (OpenSSHKnownHosts file : known) {
      if (file.verify(endpoint.address(), endpoint.port(), key)) {
        return Standing.TRUSTED;
      }
      other |= file.findExistingAlgorithms(endpoint.address(), endpoint.port()).contains(type);
    }
    if (accepted.contains(fingerprint(key))) {
      remember(endpoint, key);
      return Standing.TRUSTED;
    }
    return other ? Standing.CHANGED : Standing.UNKNOWN;
  }

  List<String> algorithms(Endpoint endpoint) {
    return known.stream()
        .flatMap(file -> file.findExistingAlgorithms(endpoint.address(), endpoint.port()).stream())
        .distinct()
        .toList();
  }

  /** The line of a known_hosts file for a key. */
  static String line(Endpoint endpoint, PublicKey key) {
    String encoded = Base64.getEncoder().encodeToString(encoded(key));
    return endpoint.knownAs() + " " + KeyType.fromKey(key) + " " + encoded + "\n";
  }

  /** As ssh-keygen prints it: {@code SHA256:} and base64 without padding. */
  static String fingerprint(PublicKey key) {
    byte[] digest = Sha256.newDigest().digest(encoded(key));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  private static byte[] encoded(PublicKey key) {
    return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
  }

  private synchronized void remember(Endpoint endpoint, PublicKey key) {
    try {
      Files.createDirectories(siteFile.toAbsolutePath().getParent());
      Files.writeString(
          siteFile,
          line(endpoint, key),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + siteFile, e);
    }
  }
}
