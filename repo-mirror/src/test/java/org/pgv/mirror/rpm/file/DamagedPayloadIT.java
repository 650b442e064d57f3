package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.mirror.rpm.file.Mutation.Mutant;
import org.pgv.pki.openpgp.Distrust;

/**
 * Payloads that were damaged at random: what rpm does not unpack is refused, and whatever was done
 * is refused or accepted soon and in little memory. {@code -Dpgv.fuzz=20000} takes longer over it.
 */
final class DamagedPayloadIT {
  private static final int JUDGED_MUTANTS = 200;
  private static final int MUTANTS = Integer.getInteger("pgv.fuzz", 500);
  private static final long SEED = Long.getLong("pgv.fuzz.seed", 7);

  @TempDir private Path folder;

  private static Optional<Distrust> damage(Path file) throws IOException {
    return PayloadCheck.damage(RpmFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w.ufdio",
        "w9.gzdio",
        "w9.bzdio",
        "w6.lzdio",
        "w9.xzdio",
        "w7T2.xzdio",
        "w3.zstdio",
        "w19.zstdio",
        "w22.zstdio"
      })
  void isReadInEveryCompressionThatRpmbuildWrites(String payload) throws IOException {
    Path file = SamplePackage.build(folder, payload);

    assertEquals(Optional.empty(), damage(file));

    Files.write(file, new byte[] {'m', 'o', 'r', 'e'}, StandardOpenOption.APPEND);
    assertTrue(damage(file).isPresent(), "with bytes after it");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 16));
    assertTrue(damage(file).isPresent(), "without its end");
  }

  @Test
  void isRefusedWhereverRpmRefusesIt() throws IOException {
    RpmRoot judge = new RpmRoot(folder);
    Path sample = SamplePackage.build(folder, "w.ufdio");
    Mutation mutation = new Mutation(20261121);
    List<String> onlyTheirs = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < JUDGED_MUTANTS; i++) {
      Mutant mutant = mutation.mutatePayload(sample);
      Path file = Files.write(folder.resolve("mutant.rpm"), mutant.bytes());
      Optional<Distrust> ours = damage(file);
      Tool theirs = judge.install(file);
      refused += ours.isPresent() ? 1 : 0;
      if (ours.isEmpty() && theirs.code() != 0) {
        onlyTheirs.add(mutant + ": " + theirs.text());
      }
    }

    assertEquals(List.of(), onlyTheirs);
    // Times, owners and permissions in a payload count for nothing.
    assertTrue(refused > JUDGED_MUTANTS / 3 && refused < JUDGED_MUTANTS, "refused: " + refused);
  }

  @Test
  void isReadOrRefused() throws IOException {
    List<Path> originals = TestPackages.all();
    Mutation mutation = new Mutation(SEED);
    for (int i = 0; i < MUTANTS; i++) {
      Path original = originals.get(i % originals.size());
      Mutant mutant = mutation.mutatePayload(original);
      Path file = Files.write(folder.resolve("mutant.rpm"), mutant.bytes());
      try {
        var _ = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> damage(file));
      } catch (RuntimeException | Error e) {
        throw new AssertionError(original + ", mutant " + i + ": " + mutant, e);
      }
    }
  }

  /** Four GiB of zeros, first in place of the archive and then behind it, in a few KiB of zstd. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNotUnpackedFurtherThanTheHeaderSays(boolean behind) throws Exception {
    Path sample = SamplePackage.build(folder, "w3.zstdio");
    RpmFile read = RpmFile.read(sample);
    Path plain = folder.resolve("plain");
    try (PayloadInput payload = PayloadInput.open(read)) {
      Files.write(plain, behind ? payload.plain().readAllBytes() : new byte[0]);
    }
    Tool.shell(folder, "{ cat plain; head -c 4G /dev/zero; } | zstd -q -1 > bomb");
    byte[] header = Arrays.copyOf(Files.readAllBytes(sample), (int) read.headerEnd());
    Path file = Files.write(folder.resolve("bomb.rpm"), header);
    Files.write(file, Files.readAllBytes(folder.resolve("bomb")), StandardOpenOption.APPEND);

    Optional<Distrust> damage =
        assertTimeoutPreemptively(Duration.ofMillis(500), () -> damage(file));

    String why =
        behind
            ? "its payload goes on after its end"
            : "its payload has no file header where one must be";
    assertEquals(Optional.of(new Distrust.Damaged(why)), damage);
  }
}
