package org.pgv.mirror.resolve;

/** How a relation compares versions. */
public enum Comparison {
  BEFORE("<<"),
  AT_MOST("<="),
  EXACTLY("="),
  AT_LEAST(">="),
  AFTER(">>");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /**
   * Whether the relation holds.
   *
   * @param order the sign of comparing the version there is with the version asked for
   */
  boolean holds(int order) {
    return switch (this) {
      case BEFORE -> order < 0;
      case AT_MOST -> order <= 0;
      case EXACTLY -> order == 0;
      case AT_LEAST -> order >= 0;
      case AFTER -> order > 0;
    };
  }
}
