package org.pgv.mirror.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.KeyFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.FaultyServer;
import org.pgv.mirror.fetch.Patience;
import org.pgv.pki.openpgp.SigningKey;

class UrlArtifactsTest {
  private static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");
  private static final SigningKey KEY = SigningKey.generate("maker", SIGNED, new SecureRandom());
  private static final byte[] CONTENT = "program".repeat(50_000).getBytes(StandardCharsets.UTF_8);

  private final FaultyServer server = new FaultyServer();
  private ArtifactBench bench;

  @BeforeEach
  void serve(@TempDir Path folder) {
    bench =
        new ArtifactBench(
            folder,
            Optional.empty(),
            new Patience(3, Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    server.put("tool", CONTENT);
    server.put("tool.asc", KEY.signDetached(CONTENT, SIGNED).getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  @Test
  void fileIsInTheStoreAfterwardsAndIsNotFetchedAgain() throws Exception {
    List<LockedArtifact> locked = bench.artifacts(plain()).lock();
    assertEquals(List.of(), server.requests());

    bench.artifacts(plain()).provide(locked);
    bench.offline(plain()).provide(locked);

    assertTrue(bench.store().has(Sha256.of(CONTENT), CONTENT.length));
    assertEquals(List.of("tool"), server.requests());
  }

  @Test
  void goesOnWhereItBrokeOff() throws Exception {
    server.trouble("tool", FaultyServer.Fault.TRUNCATES, 1);

    bench.artifacts(plain()).provide(bench.artifacts(plain()).lock());

    assertTrue(server.requests().getLast().startsWith("tool from "), server.requests().toString());
  }

  @Test
  void refusesAFileThatTheManifestDoesNotMean() throws Exception {
    List<LockedArtifact> locked = bench.artifacts(plain()).lock();
    server.trouble("tool", FaultyServer.Fault.TAMPERS);

    Refusal refusal = assertThrows(Refusal.class, () -> bench.artifacts(plain()).provide(locked));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
    assertTrue(
        refusal.problems().getFirst().what().contains("the manifest says"), refusal.toString());
  }

  @Test
  void saysSoWhereAnOfflineRunDoesNotHaveIt() throws Exception {
    List<LockedArtifact> locked = bench.artifacts(plain()).lock();

    Refusal refusal = assertThrows(Refusal.class, () -> bench.offline(plain()).provide(locked));

    assertEquals(ExitCode.FAILED, refusal.code());
  }

  @Test
  void takesAFileThatThePinnedKeySigned() throws Exception {
    List<LockedArtifact> locked = bench.artifacts(signed(KEY), keyFile(KEY)).lock();

    bench.artifacts(signed(KEY), keyFile(KEY)).provide(locked);
    bench.offline(signed(KEY), keyFile(KEY)).provide(locked);
  }

  @Test
  void refusesAFileThatAnotherKeySigned() throws Exception {
    SigningKey other = SigningKey.generate("other", SIGNED, new SecureRandom());
    List<LockedArtifact> locked = bench.artifacts(signed(other), keyFile(other)).lock();

    Refusal refusal =
        assertThrows(
            Refusal.class, () -> bench.artifacts(signed(other), keyFile(other)).provide(locked));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  @Test
  void takesTheRightSignatureOnceItIsThere() throws Exception {
    byte[] good = server.get("tool.asc");
    server.put("tool.asc", KEY.signDetached(new byte[1], SIGNED).getBytes(StandardCharsets.UTF_8));
    List<LockedArtifact> locked = bench.artifacts(signed(KEY), keyFile(KEY)).lock();
    assertThrows(Refusal.class, () -> bench.artifacts(signed(KEY), keyFile(KEY)).provide(locked));

    server.put("tool.asc", good);

    bench.artifacts(signed(KEY), keyFile(KEY)).provide(locked);
  }

  private String plain() {
    return """
    - name: tool
      roles: [extra]
      licence: MIT
      executable: true
      url:
        address: %s
        version: "1.0"
        size: %d
        sha256: %s
    """
        .formatted(server.uri("tool"), CONTENT.length, Sha256.of(CONTENT));
  }

  private String signed(SigningKey key) {
    return plain()
        + """
            signature:
              address: %s
              openpgp: { file: maker.asc, fingerprint: %s }
        """
            .formatted(server.uri("tool.asc"), key.fingerprint().hex());
  }

  private static KeyFile keyFile(SigningKey key) {
    return new KeyFile("maker.asc", key.publicKey().armored());
  }
}
