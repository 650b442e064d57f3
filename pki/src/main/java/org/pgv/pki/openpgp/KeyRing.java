package org.pgv.pki.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;

/**
 * Public keys that are trusted because their fingerprints were pinned. A file may hold others, too:
 * they are left out.
 */
public final class KeyRing {
  /** More than any file of keys has. */
  public static final int MOST_BYTES = 1 << 24;

  private final SequencedMap<Fingerprint, PGPPublicKeyRing> keys;

  private KeyRing(SequencedMap<Fingerprint, PGPPublicKeyRing> keys) {
    this.keys = keys;
  }

  /** Reads the pinned keys from a file's content; {@code where} is what problems call it. */
  public static Loaded<KeyRing> read(String where, byte[] content, Collection<Fingerprint> pinned) {
    return switch (readAll(where, content)) {
      case Loaded.Ok<KeyRing>(KeyRing all) -> all.select(where, pinned);
      case Loaded.Refused<KeyRing> refused -> refused;
    };
  }

  /**
   * Reads every key of a file, for a person to choose from or to name the file itself as what is
   * trusted.
   */
  public static Loaded<KeyRing> readAll(String where, byte[] content) {
    SequencedMap<Fingerprint, PGPPublicKeyRing> found = new TreeMap<>();
    try {
      for (PGPPublicKeyRing ring : KeyFile.publicKeys(content)) {
        found.put(fingerprint(ring.getPublicKey().getFingerprint()), ring);
      }
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed packets by both.
      return refused(new Problem(where, "not an OpenPGP public key file: " + e.getMessage()));
    }
    if (found.isEmpty()) {
      return refused(new Problem(where, "holds no OpenPGP public key"));
    }
    return new Loaded.Ok<>(new KeyRing(found));
  }

  /** Reads every key of several files. */
  public static Loaded<KeyRing> readAll(List<Path> files) {
    KeyRing all = new KeyRing(new TreeMap<>());
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        switch (readAll(file.toString(), content(file))) {
          case Loaded.Ok<KeyRing>(KeyRing ring) -> all = all.plus(ring);
          case Loaded.Refused<KeyRing>(List<Problem> found) -> problems.addAll(found);
        }
      } catch (IOException e) {
        problems.add(new Problem(file.toString(), "key file cannot be read: " + e));
      }
    }
    return problems.isEmpty() ? new Loaded.Ok<>(all) : new Loaded.Refused<>(problems);
  }

  /** Of a file that a person named, which may be a pipe. */
  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new IOException("it is larger than a file of keys can be");
      }
      return content;
    }
  }

  /** This ring and another one's keys. */
  public KeyRing plus(KeyRing other) {
    SequencedMap<Fingerprint, PGPPublicKeyRing> both = new TreeMap<>(keys);
    both.putAll(other.keys);
    return new KeyRing(both);
  }

  /** The keys of these fingerprints, which must all be there. */
  public Loaded<KeyRing> select(String where, Collection<Fingerprint> pinned) {
    SequencedMap<Fingerprint, PGPPublicKeyRing> chosen = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Fingerprint wanted : pinned) {
      PGPPublicKeyRing ring = keys.get(wanted);
      if (ring == null) {
        problems.add(
            new Problem(
                where,
                "does not hold the pinned key " + wanted,
                "it holds " + keys.keySet() + "; check the fingerprint with the key's owner"));
      } else {
        chosen.put(wanted, ring);
      }
    }
    if (pinned.isEmpty()) {
      problems.add(new Problem(where, "no fingerprint is pinned", "name the key's fingerprint"));
    }
    return problems.isEmpty()
        ? new Loaded.Ok<>(new KeyRing(chosen))
        : new Loaded.Refused<>(problems);
  }

  /** Fingerprints of the primary keys, in order. */
  public List<Fingerprint> fingerprints() {
    return List.copyOf(keys.keySet());
  }

  /** The names a key gives itself. */
  public List<String> userIds(Fingerprint key) {
    List<String> names = new ArrayList<>();
    PGPPublicKeyRing ring = keys.get(key);
    if (ring != null) {
      ring.getPublicKey().getUserIDs().forEachRemaining(names::add);
    }
    return names;
  }

  /** The keys in binary, as apt's Signed-By and gpgv read them from a {@code .gpg} file. */
  public byte[] binary() {
    ByteArrayOutputStream packets = new ByteArrayOutputStream();
    try {
      for (PGPPublicKeyRing ring : keys.values()) {
        ring.encode(packets, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packets.toByteArray();
  }

  /** The keys as text, for a {@code .asc} file. */
  public String armored() {
    return KeyFile.armor(binary());
  }

  Collection<PGPPublicKeyRing> rings() {
    return keys.sequencedValues();
  }

  static Fingerprint fingerprint(byte[] bytes) {
    return new Fingerprint(HexFormat.of().withUpperCase().formatHex(bytes));
  }

  private static Loaded<KeyRing> refused(Problem problem) {
    return new Loaded.Refused<>(List.of(problem));
  }
}
