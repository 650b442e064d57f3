package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgv.pki.openpgp.Distrust;

/** Packages that unpack to something else than they list: what we say, and what rpm does. */
final class PayloadFaultsIT {
  @TempDir private static Path folder;
  private static byte[] sample;
  private static int headerEnd;
  private static RpmRoot judge;

  @BeforeAll
  static void buildASample() throws IOException {
    Path file = SamplePackage.build(folder, "w.ufdio");
    sample = Files.readAllBytes(file);
    headerEnd = (int) RpmFile.read(file).headerEnd();
    judge = new RpmRoot(folder);
  }

  static List<PayloadFault> faults() {
    return PayloadFault.all();
  }

  private static Path with(UnaryOperator<byte[]> damage) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(sample, 0, headerEnd);
    file.writeBytes(damage.apply(Arrays.copyOfRange(sample, headerEnd, sample.length)));
    return Files.write(folder.resolve("damaged.rpm"), file.toByteArray());
  }

  private static Optional<Distrust> damage(Path file) throws IOException {
    return PayloadCheck.damage(RpmFile.read(file));
  }

  @Test
  void acceptsTheSampleWrittenAnew() throws IOException {
    Path file = with(archive -> CpioArchive.read(archive).bytes());

    assertEquals(Optional.empty(), damage(file));
    assertEquals(0, judge.install(file).code());
  }

  @Test
  void acceptsAbsolutePathsWhereTheHeaderListsThem() throws IOException {
    Path file =
        with(
            archive -> PayloadFault.change(archive, "", one -> one.named(one.name().substring(1))));

    assertEquals(Optional.empty(), damage(file));
    assertEquals(0, judge.install(file).code());
  }

  @Test
  void acceptsAnArchiveThatFillsUpABlock() throws IOException {
    assertEquals(
        Optional.empty(), damage(with(archive -> PayloadFault.plus(archive, new byte[500]))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrong(PayloadFault fault) throws IOException {
    Path file = with(fault.damage());

    assertEquals(Optional.of(new Distrust.Damaged(fault.says())), damage(file));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatRpmRefusesToUnpackIsKnown(PayloadFault fault) throws IOException {
    Tool rpm = judge.install(with(fault.damage()));

    assertEquals(fault.judged() == PayloadFault.Judged.ACCEPTED, rpm.code() == 0, rpm.text());
  }

  /** What rpmbuild would not write: a header with something else in place of a text it has. */
  private static Optional<Distrust> damageOfHeader(String one, String other) throws IOException {
    byte[] header = Arrays.copyOf(sample, headerEnd);
    Path file = folder.resolve("header.rpm");
    Files.write(
        file,
        PayloadFault.plus(
            PayloadFault.replaced(header, one, other),
            Arrays.copyOfRange(sample, headerEnd, sample.length)));
    return damage(file);
  }

  @Test
  void refusesAHeaderThatLeadsOutOfItsFolders() throws IOException {
    for (String path :
        new String[] {"/opt/s/../x/", "/opt/../../", "/opt/./mple/", "opt/sample//"}) {
      String padded = (path + "/".repeat(12)).substring(0, 12);
      String why = damageOfHeader("/opt/sample/\0", padded + "\0").orElseThrow().toString();

      assertTrue(why.contains("is not a plain one"), why);
    }
  }

  @Test
  void refusesAHeaderThatListsAFileTwice() throws IOException {
    assertEquals(
        Optional.of(new Distrust.Damaged("its header has the file /opt/sample/empty twice")),
        damageOfHeader("\0ghost\0", "\0empty\0"));
  }

  @Test
  void refusesHardLinksOfDifferentContent() throws IOException {
    String digest = "922e77203577a854eb6ac2e383bc9fb7b8fb19be37bba31c5d912a3adf1cd336";

    assertEquals(
        Optional.of(
            new Distrust.Damaged(
                "its header has other content for /opt/sample/first than for /opt/sample/second,"
                    + " to which it is a hard link")),
        damageOfHeader(digest, digest.replace('9', '8')));
  }

  @Test
  void refusesAFormatThatNobodyKnows() throws IOException {
    assertEquals(
        Optional.of(
            new Distrust.Damaged("its payload is of the format 'cpjo', which is not known")),
        damageOfHeader("\0cpio\0", "\0cpjo\0"));
  }
}
