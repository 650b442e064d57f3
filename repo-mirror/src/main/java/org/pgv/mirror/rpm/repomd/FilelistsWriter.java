package org.pgv.mirror.rpm.repomd;

import java.util.List;
import org.pgv.mirror.rpm.file.PackagedFile;

/** Writes filelists.xml: every path of every package. */
final class FilelistsWriter {
  private FilelistsWriter() {}

  static byte[] write(List<ListedPackage> packages) {
    XmlText xml = new XmlText();
    xml.add("<filelists xmlns=\"http://linux.duke.edu/metadata/filelists\"")
        .attribute("packages", packages.size())
        .add(">\n");
    for (ListedPackage one : packages) {
      open(xml, one);
      one.description().lists().files().forEach(file -> file(xml, "  ", file));
      xml.add("</package>\n");
    }
    return xml.add("</filelists>\n").bytes();
  }

  /** The start of a package's element, as filelists and other have it. */
  static void open(XmlText xml, ListedPackage one) {
    xml.add("<package")
        .attribute("pkgid", one.file().sha256().hex())
        .attribute("name", one.description().nevra().name())
        .attribute("arch", one.description().nevra().arch())
        .add(">\n  <version")
        .attribute("epoch", one.description().nevra().version().epoch())
        .attribute("ver", one.description().nevra().version().version())
        .attribute("rel", one.description().nevra().version().release())
        .add("/>\n");
  }

  static void file(XmlText xml, String indent, PackagedFile file) {
    xml.add(indent).add("<file");
    if (file.directory()) {
      xml.attribute("type", "dir");
    } else if (file.ghost()) {
      xml.attribute("type", "ghost");
    }
    xml.add(">").escaped(file.path()).add("</file>\n");
  }
}
