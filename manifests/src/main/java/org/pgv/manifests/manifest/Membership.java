package org.pgv.manifests.manifest;

import java.util.List;

/** How a package belongs to a group of packages (comps.xml). */
public enum Membership {
  MANDATORY,
  DEFAULT,
  OPTIONAL,
  /** Where something else is installed, too. */
  CONDITIONAL;

  /** What comes with a group unless something else is asked for, as {@code group_package_types}. */
  public static final List<Membership> USUAL = List.of(MANDATORY, DEFAULT, CONDITIONAL);
}
