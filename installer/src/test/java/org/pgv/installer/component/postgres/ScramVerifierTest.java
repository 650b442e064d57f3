package org.pgv.installer.component.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pgv.manifests.value.Secret;

class ScramVerifierTest {

  @Test
  void hasTheFormThatPostgresKeeps() {
    String verifier = ScramVerifier.of("app", new Secret("secret"));

    assertTrue(
        verifier.matches(
            "SCRAM-SHA-256\\$4096:[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}="),
        verifier);
  }

  @Test
  void isTheSameForTheSamePasswordAndAnotherForAnotherRole() {
    String verifier = ScramVerifier.of("app", new Secret("secret"));

    assertEquals(verifier, ScramVerifier.of("app", new Secret("secret")));
    assertNotEquals(verifier, ScramVerifier.of("other", new Secret("secret")));
    assertNotEquals(verifier, ScramVerifier.of("app", new Secret("other")));
  }
}
