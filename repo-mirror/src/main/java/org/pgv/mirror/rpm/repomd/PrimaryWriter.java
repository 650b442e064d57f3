package org.pgv.mirror.rpm.repomd;

import java.util.List;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmSense;
import org.pgv.mirror.rpm.RpmVersion;
import org.pgv.mirror.rpm.file.PackageBuild;
import org.pgv.mirror.rpm.file.PackageDescription;
import org.pgv.mirror.rpm.file.PackageSizes;
import org.pgv.mirror.rpm.file.PackagedFile;

/** Writes primary.xml: what a package is, needs and gives. */
final class PrimaryWriter {
  /** As createrepo_c has them, so that a comparison by eye is easy. */
  private static final List<RpmField> ORDER =
      List.of(
          RpmField.PROVIDES,
          RpmField.REQUIRES,
          RpmField.CONFLICTS,
          RpmField.OBSOLETES,
          RpmField.SUGGESTS,
          RpmField.ENHANCES,
          RpmField.RECOMMENDS,
          RpmField.SUPPLEMENTS);

  private final XmlText xml = new XmlText();

  private PrimaryWriter() {}

  static byte[] write(List<ListedPackage> packages) {
    PrimaryWriter writer = new PrimaryWriter();
    writer
        .xml
        .add("<metadata xmlns=\"http://linux.duke.edu/metadata/common\"")
        .add(" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\"")
        .attribute("packages", packages.size())
        .add(">\n");
    packages.forEach(writer::add);
    return writer.xml.add("</metadata>\n").bytes();
  }

  private void add(ListedPackage one) {
    PackageDescription description = one.description();
    xml.add("<package type=\"rpm\">\n");
    xml.element("  ", "name", description.nevra().name());
    xml.element("  ", "arch", description.nevra().arch());
    xml.add("  <version");
    version(description.nevra().version());
    xml.add("/>\n  <checksum type=\"sha256\" pkgid=\"YES\">");
    xml.add(one.file().sha256().hex()).add("</checksum>\n");
    xml.element("  ", "summary", description.texts().summary());
    xml.element("  ", "description", description.texts().description());
    xml.element("  ", "packager", description.texts().build().packager());
    xml.element("  ", "url", description.texts().url());
    places(one);
    xml.add("  <format>\n");
    format(description);
    for (RpmField field : ORDER) {
      dependencies(field, listed(field, description));
    }
    files(description.lists().files());
    xml.add("  </format>\n</package>\n");
  }

  private void places(ListedPackage one) {
    PackageSizes sizes = one.description().sizes();
    xml.add("  <time")
        .attribute("file", one.time().getEpochSecond())
        .attribute("build", one.description().texts().build().time())
        .add("/>\n  <size")
        .attribute("package", one.file().size())
        .attribute("installed", sizes.installed())
        .attribute("archive", sizes.archive())
        .add("/>\n  <location")
        .attribute("href", one.file().path())
        .add("/>\n");
  }

  private void format(PackageDescription description) {
    PackageBuild build = description.texts().build();
    xml.element("    ", "rpm:license", description.texts().license());
    xml.element("    ", "rpm:vendor", build.vendor());
    xml.element("    ", "rpm:group", build.group());
    xml.element("    ", "rpm:buildhost", build.host());
    xml.element("    ", "rpm:sourcerpm", build.sourceRpm());
    xml.add("    <rpm:header-range")
        .attribute("start", description.sizes().headerStart())
        .attribute("end", description.sizes().headerEnd())
        .add("/>\n");
  }

  private static List<RpmDependency> listed(RpmField field, PackageDescription description) {
    return field == RpmField.REQUIRES
        ? ListedRequires.of(description)
        : description.lists().relations(field);
  }

  private void dependencies(RpmField field, List<RpmDependency> dependencies) {
    if (dependencies.isEmpty()) {
      return;
    }
    xml.add("    <rpm:" + field.element() + ">\n");
    for (RpmDependency one : dependencies) {
      xml.add("      <rpm:entry").attribute("name", one.name());
      if (one.sense() != RpmSense.ANY) {
        xml.attribute("flags", one.sense().flags());
        version(new RpmVersion(one.evr()));
      }
      xml.add(one.pre() ? " pre=\"1\"/>\n" : "/>\n");
    }
    xml.add("    </rpm:" + field.element() + ">\n");
  }

  private void version(RpmVersion version) {
    xml.attribute("epoch", version.epoch()).attribute("ver", version.version());
    if (!version.release().isEmpty()) {
      xml.attribute("rel", version.release());
    }
  }

  private void files(List<PackagedFile> files) {
    for (PackagedFile file : files) {
      if (PrimaryFiles.lists(file.path())) {
        FilelistsWriter.file(xml, "    ", file);
      }
    }
  }
}
