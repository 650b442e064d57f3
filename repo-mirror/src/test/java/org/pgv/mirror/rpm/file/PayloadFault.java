package org.pgv.mirror.rpm.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pgv.mirror.rpm.file.CpioArchive.Member;

/**
 * One thing that is wrong with the archive of the sample package.
 *
 * @param says what we say of it
 * @param damage makes the archive so
 * @param judged what rpm does with it
 */
record PayloadFault(String says, UnaryOperator<byte[]> damage, Judged judged) {
  enum Judged {
    REFUSED,
    ACCEPTED
  }

  static List<PayloadFault> all() {
    return List.of(
        new PayloadFault(
            "its payload has the file './opt/sample/../../etc/passwd', which leads out of its"
                + " folder",
            archive -> change(archive, "/file", one -> one.named("./opt/sample/../../etc/passwd")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has the file '/etc/passwd', an absolute path that its header does not"
                + " list",
            archive -> change(archive, "/file", one -> one.named("/etc/passwd")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has the file './opt/sample/other', which its header does not list",
            archive -> add(archive, new Member("./opt/sample/other", 0100644, 0, "other")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has the file './opt/?[2J', which its header does not list",
            archive -> change(archive, "/file", one -> one.named("./opt/\u001b[2J")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has the file /opt/sample/empty twice",
            archive -> add(archive, CpioArchive.read(archive).named("/empty")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload lacks /opt/sample/file, which its header lists",
            archive -> without(archive, "/file"),
            Judged.REFUSED),
        new PayloadFault(
            "its payload lacks /opt/sample/second, which its header lists",
            archive -> without(archive, "/second"),
            Judged.REFUSED),
        new PayloadFault(
            "the SHA-256 of /opt/sample/file is not what its header states",
            archive -> change(archive, "/file", one -> one.with("CONTENT\n")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has 4 bytes of /opt/sample/file, its header says 8",
            archive -> change(archive, "/file", one -> one.with("cont")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has 10 bytes of /opt/sample/file, its header says 8",
            archive -> change(archive, "/file", one -> one.with("content\n\n\n")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has 4 bytes of /opt/sample/folder, its header says 0",
            archive -> change(archive, "/folder", one -> one.with("file")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has 6 bytes of /opt/sample/first, its header says 0",
            archive -> change(archive, "/first", one -> one.with("other\n")),
            Judged.REFUSED),
        new PayloadFault(
            "its payload has 0 bytes of /opt/sample/third, its header says 7",
            archive -> change(archive, "/third", one -> one.with("")),
            Judged.REFUSED),
        new PayloadFault(
            "/opt/sample/empty is a character device in its payload, and a regular file in its"
                + " header",
            archive -> change(archive, "/empty", one -> one.ofMode(0020666).ofDevice(1 << 8 | 1)),
            Judged.ACCEPTED),
        new PayloadFault(
            "/opt/sample/file is a symbolic link in its payload, and a regular file in its header",
            archive -> change(archive, "/file", one -> one.ofMode(0120777).with("/etc/pas")),
            Judged.REFUSED),
        new PayloadFault(
            "/opt/sample/device is another device in its payload than in its header",
            archive -> change(archive, "/device", one -> one.ofDevice(8 << 8)),
            Judged.ACCEPTED),
        new PayloadFault(
            "/opt/sample/link leads to '/etc' in its payload, and to 'file' in its header",
            archive -> change(archive, "/link", one -> one.with("/etc")),
            Judged.ACCEPTED),
        new PayloadFault(
            "its payload is cut off",
            archive -> Arrays.copyOf(archive, archive.length - 124),
            Judged.REFUSED),
        new PayloadFault(
            "its payload is cut off", archive -> Arrays.copyOf(archive, 700), Judged.REFUSED),
        new PayloadFault(
            "its payload goes on after its end",
            archive -> plus(archive, "more".getBytes(StandardCharsets.US_ASCII)),
            Judged.ACCEPTED),
        new PayloadFault(
            "its payload goes on after its end",
            archive -> plus(archive, new byte[1 << 20]),
            Judged.ACCEPTED),
        new PayloadFault(
            "its payload has no file header where one must be",
            archive -> replaced(archive, "070701", "070707"),
            Judged.REFUSED),
        // In a number that rpm does not read.
        new PayloadFault(
            "its payload has a file header with no number where one must be",
            archive -> replaced(archive, "00000000", "0000000x"),
            Judged.ACCEPTED));
  }

  @Override
  public String toString() {
    return says;
  }

  static byte[] change(byte[] archive, String end, UnaryOperator<Member> change) {
    return CpioArchive.read(archive).change(end, change).bytes();
  }

  static byte[] add(byte[] archive, Member member) {
    CpioArchive changed = CpioArchive.read(archive);
    changed.members().add(member);
    return changed.bytes();
  }

  static byte[] without(byte[] archive, String end) {
    CpioArchive changed = CpioArchive.read(archive);
    changed.members().remove(changed.named(end));
    return changed.bytes();
  }

  static byte[] plus(byte[] archive, byte[] more) {
    byte[] longer = Arrays.copyOf(archive, archive.length + more.length);
    System.arraycopy(more, 0, longer, archive.length, more.length);
    return longer;
  }

  static byte[] replaced(byte[] bytes, String one, String other) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(one);
    return (text.substring(0, at) + other + text.substring(at + one.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
