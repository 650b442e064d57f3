package org.pgv.mirror.deb;

/** What a relation asks of a version, such as {@code >= 2.1}. */
public record VersionBound(Operator operator, DebVersion version) {

  /** How a version is compared (Debian Policy section 7.1). */
  public enum Operator {
    BEFORE("<<"),
    AT_MOST("<="),
    EXACTLY("="),
    AT_LEAST(">="),
    AFTER(">>");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Reads a sign; {@code <} and {@code >} mean what dpkg takes them for: or equal. */
    static Operator of(String sign) {
      return switch (sign) {
        case "<<" -> BEFORE;
        case "<=", "<" -> AT_MOST;
        case "=" -> EXACTLY;
        case ">=", ">" -> AT_LEAST;
        case ">>" -> AFTER;
        default -> throw new IllegalArgumentException("not a version operator: '" + sign + "'");
      };
    }
  }

  @Override
  public String toString() {
    return operator.sign() + " " + version;
  }
}
