package org.pgv.mirror.rpm;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;
import org.pgv.mirror.xml.TextBuffer;

/** Reads primary.xml into an index, element by element. Source packages are left out. */
public final class PrimaryReader {
  private static final Map<String, RpmField> FIELDS = fields();
  private static final int MOST_DIGITS = 18;

  private final SafeXml xml;
  private final RpmIndexBuilder builder = new RpmIndexBuilder();
  private final TextBuffer text = new TextBuffer();
  private final TextBuffer evr = new TextBuffer();

  private PrimaryReader(InputStream plain) throws IOException, MalformedXml {
    this.xml = new SafeXml(plain);
  }

  /** What is known of the package that is being read. */
  private static final class Entry {
    private String name = "";
    private String arch = "";
    private String epoch = "";
    private String version = "";
    private String release = "";
    private String checksumType = "";
    private String checksum = "";
    private String size = "";
    private String location = "";
    private String base = "";
    private String sourceRpm = "";

    private boolean source() {
      return arch.equals("src") || arch.equals("nosrc");
    }

    private Nevra nevra() {
      return Nevra.of(name, epoch, version, release, arch);
    }

    private PackageFile file() {
      boolean number =
          !size.isEmpty() && size.length() <= MOST_DIGITS && size.chars().allMatch(Entry::digit);
      return new PackageFile(
          new PackageFile.Place(location, base),
          number ? Long.parseLong(size) : -1,
          checksumType + ":" + checksum,
          sourceRpm);
    }

    private static boolean digit(int c) {
      return c >= '0' && c <= '9';
    }
  }

  /**
   * Reads to the end of the document.
   *
   * @param origin what problems and answers call the repository, such as {@code baseos}
   * @throws Refusal where it is not well-formed, or a package lacks what tells it apart
   */
  public static RpmIndex read(InputStream plain, String origin) throws IOException {
    try {
      PrimaryReader reader = new PrimaryReader(plain);
      reader.read();
      return reader.builder.build(origin);
    } catch (MalformedXml e) {
      String what = "primary metadata cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }

  private void read() throws IOException, MalformedXml {
    while (xml.next()) {
      // How many it announces says nothing: the digest vouches for all of it, as with dnf.
      if (xml.starts("package")) {
        readPackage();
      } else if (xml.starts() && !(xml.starts("metadata") && xml.depth() == 1)) {
        throw xml.malformed("has <" + xml.element() + "> where packages are listed");
      }
    }
  }

  private void readPackage() throws IOException, MalformedXml {
    Entry entry = new Entry();
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts()) {
        readElement(entry);
      }
    }
    if (entry.source()) {
      builder.forget();
      return;
    }
    try {
      builder.add(entry.nevra(), entry.file());
    } catch (IllegalArgumentException e) {
      throw xml.malformed("package '" + entry.name + "': " + e.getMessage());
    }
  }

  private void readElement(Entry entry) throws IOException, MalformedXml {
    switch (xml.element()) {
      case "name" -> entry.name = xml.text();
      case "arch" -> entry.arch = xml.text();
      case "version" -> {
        entry.epoch = xml.attribute("epoch");
        entry.version = xml.attribute("ver");
        entry.release = xml.attribute("rel");
      }
      case "checksum" -> {
        entry.checksumType = xml.attribute("type");
        entry.checksum = xml.text();
      }
      case "size" -> entry.size = xml.attribute("package");
      case "location" -> {
        entry.location = xml.attribute("href");
        entry.base = xml.attribute("base");
      }
      case "sourcerpm" -> entry.sourceRpm = xml.text();
      case "file" -> {
        xml.text(text);
        builder.file(text);
      }
      default -> {
        RpmField field = FIELDS.get(xml.element());
        if (field != null) {
          readDependencies(field);
        }
      }
    }
  }

  private void readDependencies(RpmField field) throws IOException, MalformedXml {
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts("entry")) {
        readDependency(field);
      }
    }
  }

  private void readDependency(RpmField field) throws MalformedXml {
    try {
      xml.attribute("flags", text);
      RpmSense sense = RpmSense.ofFlags(text);
      evr.clear();
      if (sense != RpmSense.ANY) {
        readVersion();
      }
      xml.attribute("pre", text);
      boolean pre = text.is("1");
      xml.attribute("name", text);
      builder.relation(field, text, sense, evr, pre);
    } catch (IllegalArgumentException e) {
      throw xml.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** As {@link RpmVersion#of} puts the three parts together. */
  private void readVersion() {
    xml.attribute("epoch", text);
    if (text.length() > 0 && !text.is("0")) {
      evr.append(text).append(':');
    }
    xml.attribute("ver", text);
    evr.append(text);
    xml.attribute("rel", text);
    if (text.length() > 0) {
      evr.append('-').append(text);
    }
    RpmVersion.mustBeOne(evr);
  }

  private static Map<String, RpmField> fields() {
    Map<String, RpmField> fields = new HashMap<>();
    for (RpmField field : RpmField.values()) {
      fields.put(field.element(), field);
    }
    return fields;
  }
}
