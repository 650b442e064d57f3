package org.pgv.mirror.rpm;

import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/** Where a repository's metadata says that a file is. */
public final class Location {
  private Location() {}

  /** The place that a location element names; one outside of the repository is refused. */
  public static String of(SafeXml xml) throws MalformedXml {
    String location = xml.attribute("href");
    boolean leaves =
        !xml.attribute("base").isEmpty()
            || location.startsWith("/")
            || location.contains("://")
            || ("/" + location + "/").contains("/../");
    if (location.isEmpty() || leaves) {
      throw xml.malformed("has the location '" + location + "', which is not in the repository");
    }
    return location;
  }
}
