package org.pgv.installer.resource;

import java.util.regex.Pattern;

/**
 * Who owns a file and who may use it.
 *
 * @param mode four octal digits, such as {@code 0640}
 */
public record Ownership(String user, String group, String mode) {
  private static final Pattern MODE = Pattern.compile("0[0-7]{3}");

  public Ownership {
    if (!MODE.matcher(mode).matches()) {
      throw new IllegalArgumentException("not a file mode: '" + mode + "'");
    }
  }

  /** Owned by root, for everybody to read. */
  public static final Ownership ROOT = new Ownership("root", "root", "0644");

  /** Owned by root, for everybody to run, or to look into. */
  public static final Ownership ROOT_OPEN = new Ownership("root", "root", "0755");

  /** Owned by root, for nobody else to read. */
  public static final Ownership ROOT_ONLY = new Ownership("root", "root", "0600");
}
