package org.pgv.mirror.rpm.repomd;

import java.util.List;
import org.pgv.mirror.rpm.file.ChangelogEntry;

/** Writes other.xml: the ten newest changes of every package, the oldest of them first. */
final class OtherWriter {
  private static final int CHANGES = 10;

  private OtherWriter() {}

  static byte[] write(List<ListedPackage> packages) {
    XmlText xml = new XmlText();
    xml.add("<otherdata xmlns=\"http://linux.duke.edu/metadata/other\"")
        .attribute("packages", packages.size())
        .add(">\n");
    for (ListedPackage one : packages) {
      FilelistsWriter.open(xml, one);
      List<ChangelogEntry> changes = one.description().lists().changelog();
      add(xml, changes.subList(0, Math.min(CHANGES, changes.size())).reversed());
      xml.add("</package>\n");
    }
    return xml.add("</otherdata>\n").bytes();
  }

  /** Changes of one time are set a second apart, so that readers who sort keep their order. */
  private static void add(XmlText xml, List<ChangelogEntry> oldestFirst) {
    long original = Long.MIN_VALUE;
    long repeated = 0;
    for (ChangelogEntry change : oldestFirst) {
      repeated = change.time() == original ? repeated + 1 : 0;
      original = change.time();
      xml.add("  <changelog")
          .attribute("author", change.author())
          .attribute("date", original + repeated)
          .add(">")
          .escaped(change.text())
          .add("</changelog>\n");
    }
  }
}
