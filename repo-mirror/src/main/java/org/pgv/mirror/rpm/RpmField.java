package org.pgv.mirror.rpm;

/** The lists of dependencies that a package has. */
public enum RpmField {
  PROVIDES("provides"),
  REQUIRES("requires"),
  CONFLICTS("conflicts"),
  OBSOLETES("obsoletes"),
  RECOMMENDS("recommends"),
  SUGGESTS("suggests"),
  SUPPLEMENTS("supplements"),
  ENHANCES("enhances");

  private final String element;

  RpmField(String element) {
    this.element = element;
  }

  /** The element's local name in primary.xml. */
  public String element() {
    return element;
  }
}
