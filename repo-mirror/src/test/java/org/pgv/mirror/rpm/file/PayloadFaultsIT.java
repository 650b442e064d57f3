package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pgv.mirror.rpm.file.CpioArchive.Member;
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

  private enum Judged {
    REFUSED,
    ACCEPTED
  }

  /** One thing that is wrong with an archive. */
  private enum Fault {
    A_STEP_UP(
        "its payload has the file './opt/sample/../../etc/passwd', which leads out of its folder",
        archive -> change(archive, "/file", one -> one.named("./opt/sample/../../etc/passwd")),
        Judged.REFUSED),
    AN_ABSOLUTE_PATH(
        "its payload has the file '/etc/passwd', an absolute path that its header does not list",
        archive -> change(archive, "/file", one -> one.named("/etc/passwd")),
        Judged.REFUSED),
    A_FILE_THAT_IS_NOT_LISTED(
        "its payload has the file './opt/sample/other', which its header does not list",
        archive -> add(archive, new Member("./opt/sample/other", 0100644, 0, "other")),
        Judged.REFUSED),
    A_NAME_THAT_STEERS_A_TERMINAL(
        "its payload has the file './opt/?[2J', which its header does not list",
        archive -> change(archive, "/file", one -> one.named("./opt/\u001b[2J")),
        Judged.REFUSED),
    A_FILE_TWICE(
        "its payload has the file /opt/sample/empty twice",
        archive -> add(archive, CpioArchive.read(archive).named("/empty")),
        Judged.REFUSED),
    A_FILE_MISSING(
        "its payload lacks /opt/sample/file, which its header lists",
        archive -> without(archive, "/file"),
        Judged.REFUSED),
    A_LINK_MISSING(
        "its payload lacks /opt/sample/second, which its header lists",
        archive -> without(archive, "/second"),
        Judged.REFUSED),
    OTHER_CONTENT(
        "the SHA-256 of /opt/sample/file is not what its header states",
        archive -> change(archive, "/file", one -> one.with("CONTENT\n")),
        Judged.REFUSED),
    LESS_CONTENT(
        "its payload has 4 bytes of /opt/sample/file, its header says 8",
        archive -> change(archive, "/file", one -> one.with("cont")),
        Judged.REFUSED),
    MORE_CONTENT(
        "its payload has 10 bytes of /opt/sample/file, its header says 8",
        archive -> change(archive, "/file", one -> one.with("content\n\n\n")),
        Judged.REFUSED),
    CONTENT_OF_A_FOLDER(
        "its payload has 4 bytes of /opt/sample/folder, its header says 0",
        archive -> change(archive, "/folder", one -> one.with("file")),
        Judged.REFUSED),
    A_LINK_WITH_OTHER_CONTENT(
        "its payload has 6 bytes of /opt/sample/first, its header says 0",
        archive -> change(archive, "/first", one -> one.with("other\n")),
        Judged.REFUSED),
    LINKS_WITHOUT_CONTENT(
        "its payload has 0 bytes of /opt/sample/third, its header says 7",
        archive -> change(archive, "/third", one -> one.with("")),
        Judged.REFUSED),
    A_DEVICE_FOR_A_FILE(
        "/opt/sample/empty is a character device in its payload, and a regular file in its header",
        archive -> change(archive, "/empty", one -> one.ofMode(0020666).ofDevice(1 << 8 | 1)),
        Judged.ACCEPTED),
    A_LINK_FOR_A_FILE(
        "/opt/sample/file is a symbolic link in its payload, and a regular file in its header",
        archive -> change(archive, "/file", one -> one.ofMode(0120777).with("/etc/pas")),
        Judged.REFUSED),
    ANOTHER_DEVICE(
        "/opt/sample/device is another device in its payload than in its header",
        archive -> change(archive, "/device", one -> one.ofDevice(8 << 8)),
        Judged.ACCEPTED),
    ANOTHER_TARGET(
        "/opt/sample/link leads to '/etc' in its payload, and to 'file' in its header",
        archive -> change(archive, "/link", one -> one.with("/etc")),
        Judged.ACCEPTED),
    NO_END(
        "its payload is cut off",
        archive -> Arrays.copyOf(archive, archive.length - 124),
        Judged.REFUSED),
    CUT_WITHIN_A_FILE(
        "its payload is cut off", archive -> Arrays.copyOf(archive, 700), Judged.REFUSED),
    BYTES_AFTER_ITS_END(
        "its payload goes on after its end",
        archive -> plus(archive, "more".getBytes(StandardCharsets.US_ASCII)),
        Judged.ACCEPTED),
    ZEROS_AFTER_ITS_END(
        "its payload goes on after its end",
        archive -> plus(archive, new byte[1 << 20]),
        Judged.ACCEPTED),
    NO_HEADER(
        "its payload has no file header where one must be",
        archive -> replaced(archive, "070701", "070707"),
        Judged.REFUSED),
    /** In a number that rpm does not read. */
    NO_NUMBER(
        "its payload has a file header with no number where one must be",
        archive -> replaced(archive, "00000000", "0000000x"),
        Judged.ACCEPTED);

    private final String says;
    private final UnaryOperator<byte[]> damage;
    private final Judged judged;

    Fault(String says, UnaryOperator<byte[]> damage, Judged judged) {
      this.says = says;
      this.damage = damage;
      this.judged = judged;
    }
  }

  private static byte[] change(byte[] archive, String end, UnaryOperator<Member> change) {
    return CpioArchive.read(archive).change(end, change).bytes();
  }

  private static byte[] add(byte[] archive, Member member) {
    CpioArchive changed = CpioArchive.read(archive);
    changed.members().add(member);
    return changed.bytes();
  }

  private static byte[] without(byte[] archive, String end) {
    CpioArchive changed = CpioArchive.read(archive);
    changed.members().remove(changed.named(end));
    return changed.bytes();
  }

  private static byte[] plus(byte[] archive, byte[] more) {
    byte[] longer = Arrays.copyOf(archive, archive.length + more.length);
    System.arraycopy(more, 0, longer, archive.length, more.length);
    return longer;
  }

  private static byte[] replaced(byte[] bytes, String one, String other) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(one);
    return (text.substring(0, at) + other + text.substring(at + one.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
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
    Path file = with(archive -> change(archive, "", one -> one.named(one.name().substring(1))));

    assertEquals(Optional.empty(), damage(file));
    assertEquals(0, judge.install(file).code());
  }

  @Test
  void acceptsAnArchiveThatFillsUpABlock() throws IOException {
    assertEquals(Optional.empty(), damage(with(archive -> plus(archive, new byte[500]))));
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsWrong(Fault fault) throws IOException {
    Path file = with(fault.damage);

    assertEquals(Optional.of(new Distrust.Damaged(fault.says)), damage(file));
  }

  @ParameterizedTest
  @EnumSource
  void whatRpmRefusesToUnpackIsKnown(Fault fault) throws IOException {
    Tool rpm = judge.install(with(fault.damage));

    assertEquals(fault.judged == Judged.ACCEPTED, rpm.code() == 0, rpm.text());
  }

  /** What rpmbuild would not write: a header with something else in place of a text it has. */
  private static Optional<Distrust> damageOfHeader(String one, String other) throws IOException {
    byte[] header = Arrays.copyOf(sample, headerEnd);
    Path file = folder.resolve("header.rpm");
    Files.write(
        file,
        plus(replaced(header, one, other), Arrays.copyOfRange(sample, headerEnd, sample.length)));
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
