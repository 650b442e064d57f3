package org.pgv.mirror.rpm;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/** Reads primary.xml into an index, element by element. Source packages are left out. */
public final class PrimaryReader {
  private static final Map<String, RpmField> FIELDS = fields();

  private final SafeXml xml;
  private final RpmIndexBuilder builder = new RpmIndexBuilder();

  private PrimaryReader(InputStream plain) throws XMLStreamException {
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
    private String sourceRpm = "";

    private boolean source() {
      return arch.equals("src") || arch.equals("nosrc");
    }

    private Nevra nevra() {
      return Nevra.of(name, epoch, version, release, arch);
    }

    private PackageFile file() {
      if (!checksumType.equals("sha256")) {
        throw new IllegalArgumentException(
            "is known by a checksum of type '" + checksumType + "'; only sha256 is relied on");
      }
      return new PackageFile(location, Long.parseLong(size), new Sha256(checksum), sourceRpm);
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
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException broken) {
        throw broken;
      }
      String what = "primary metadata cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }

  private void read() throws XMLStreamException {
    String announced = "";
    int count = 0;
    while (xml.next()) {
      if (xml.starts("package")) {
        readPackage();
        count++;
      } else if (xml.starts("metadata") && xml.depth() == 1) {
        announced = xml.attribute("packages");
      } else if (xml.starts()) {
        throw xml.malformed("has <" + xml.element() + "> where packages are listed");
      }
    }
    if (!announced.equals(Integer.toString(count))) {
      throw xml.malformed("announces '" + announced + "' packages and lists " + count);
    }
  }

  private void readPackage() throws XMLStreamException {
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

  private void readElement(Entry entry) throws XMLStreamException {
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
      case "location" -> entry.location = xml.location();
      case "sourcerpm" -> entry.sourceRpm = xml.text();
      case "file" -> builder.file(xml.text());
      default -> {
        RpmField field = FIELDS.get(xml.element());
        if (field != null) {
          readDependencies(field);
        }
      }
    }
  }

  private void readDependencies(RpmField field) throws XMLStreamException {
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts("entry")) {
        builder.relation(field, dependency());
      }
    }
  }

  private RpmDependency dependency() throws XMLStreamException {
    try {
      RpmSense sense = RpmSense.ofFlags(xml.attribute("flags"));
      String evr =
          sense == RpmSense.ANY
              ? ""
              : RpmVersion.of(xml.attribute("epoch"), xml.attribute("ver"), xml.attribute("rel"))
                  .text();
      boolean pre = xml.attribute("pre").equals("1");
      return new RpmDependency(xml.attribute("name"), sense, evr, pre);
    } catch (IllegalArgumentException e) {
      throw xml.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, RpmField> fields() {
    Map<String, RpmField> fields = new HashMap<>();
    for (RpmField field : RpmField.values()) {
      fields.put(field.element(), field);
    }
    return fields;
  }
}
