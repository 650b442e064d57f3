package org.pgv.pki.openpgp;

import java.time.Instant;
import java.util.List;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;

/** Why a signature does not make its content trusted. */
public sealed interface Distrust {

  /** There is no signature, or what stands in its place cannot be read as one. */
  record NoSignature(String why) implements Distrust {}

  /** Only keys that are not pinned signed it; the ids are as the signatures give them. */
  record UnknownKey(List<String> keyIds) implements Distrust {
    public UnknownKey {
      keyIds = List.copyOf(keyIds);
    }
  }

  /** The content or the signature was altered. */
  record BadSignature(Fingerprint key) implements Distrust {}

  record KeyExpired(Fingerprint key, Instant at) implements Distrust {}

  record KeyRevoked(Fingerprint key) implements Distrust {}

  record SignatureExpired(Fingerprint key, Instant at) implements Distrust {}

  /** Made later than this clock's now, or before its key existed. */
  record WrongTime(Fingerprint key, Instant signedAt) implements Distrust {}

  /** Made with something that can be forged, such as SHA-1 or a 1024 bit RSA key. */
  record WeakAlgorithm(Fingerprint key, String algorithm) implements Distrust {}

  /** A subkey that its primary key does not own up to, or that does not own up to its primary. */
  record UnboundSubkey(Fingerprint key) implements Distrust {}

  /** The key's owner did not allow it to sign data. */
  record NotForSigning(Fingerprint key) implements Distrust {}

  /** What would be signed contradicts itself: it was damaged, whoever signed it. */
  record Damaged(String what) implements Distrust {}

  /** The reason as a person reads it. */
  default Problem problem(String where) {
    return switch (this) {
      case NoSignature(String why) ->
          new Problem(where, "no usable signature: " + why, "fetch it again from its origin");
      case UnknownKey(List<String> keyIds) ->
          new Problem(
              where,
              "signed only by keys that are not pinned: " + String.join(", ", keyIds),
              "if a key was replaced, check its fingerprint with its owner, then pin it");
      case BadSignature(Fingerprint key) ->
          new Problem(
              where,
              "bad signature of key " + key + ": the content was altered",
              "do not use it; fetch it again from its origin");
      case KeyExpired(Fingerprint key, Instant at) ->
          new Problem(where, "signing key " + key + " expired at " + at, "get its owner's new key");
      case KeyRevoked(Fingerprint key) ->
          new Problem(where, "signing key " + key + " was revoked", "get its owner's new key");
      case SignatureExpired(Fingerprint key, Instant at) ->
          new Problem(where, "the signature of key " + key + " expired at " + at, "fetch it anew");
      case WrongTime(Fingerprint key, Instant signedAt) ->
          new Problem(
              where,
              "key " + key + " signed it at " + signedAt + ", which is not a possible time",
              "check this host's clock");
      case WeakAlgorithm(Fingerprint key, String algorithm) ->
          new Problem(
              where,
              "the signature of key " + key + " relies on " + algorithm + ", which can be forged",
              "ask its owner for a signature with SHA-256 or better");
      case UnboundSubkey(Fingerprint key) ->
          new Problem(where, "subkey " + key + " is not validly bound to the pinned key");
      case Damaged(String what) ->
          new Problem(where, what, "do not use it; fetch it again from its origin");
      case NotForSigning(Fingerprint key) ->
          new Problem(where, "key " + key + " is not meant for signing");
    };
  }
}
