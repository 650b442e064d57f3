package org.pgv.mirror.universe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Formula;
import org.pgv.mirror.resolve.Relation;

/**
 * Reads boolean dependencies, {@code (foo >= 1 and (bar or baz))}, as rpm-dependency-generators and
 * the "Boolean dependencies" chapter of rpm's manual define them.
 */
public final class RichDependency {
  private static final Map<String, Comparison> SIGNS =
      Map.of(
          "<", Comparison.BEFORE,
          "<=", Comparison.AT_MOST,
          "=", Comparison.EXACTLY,
          "==", Comparison.EXACTLY,
          ">=", Comparison.AT_LEAST,
          ">", Comparison.AFTER);

  private final String text;
  private int at;

  private RichDependency(String text) {
    this.text = text;
  }

  /**
   * Reads the whole of a dependency's name.
   *
   * @throws IllegalArgumentException where it is not a boolean dependency
   */
  public static Formula parse(String text) {
    RichDependency reader = new RichDependency(text);
    Formula formula = reader.operand();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.malformed();
    }
    return formula;
  }

  private Formula operand() {
    skipSpace();
    return peek('(') ? group() : relation();
  }

  /** Everything between a pair of parentheses: operands joined by one operator. */
  private Formula group() {
    at++;
    Formula left = operand();
    skipSpace();
    if (peek(')')) {
      at++;
      return left;
    }
    String operator = word();
    Formula joined = join(left, operator, operand());
    skipSpace();
    while (!peek(')')) {
      String next = word();
      joined = next.equals("else") ? withElse(joined) : chain(joined, operator, next);
      skipSpace();
    }
    at++;
    return joined;
  }

  private Formula chain(Formula left, String operator, String next) {
    boolean chains = List.of("and", "or", "with").contains(next) && next.equals(operator);
    if (!chains) {
      throw malformed();
    }
    return join(left, next, operand());
  }

  private Formula withElse(Formula joined) {
    Optional<Formula> otherwise = Optional.of(operand());
    return switch (joined) {
      case Formula.If(Formula then, Formula condition, var none) when none.isEmpty() ->
          new Formula.If(then, condition, otherwise);
      case Formula.Unless(Formula then, Formula condition, var none) when none.isEmpty() ->
          new Formula.Unless(then, condition, otherwise);
      default -> throw malformed();
    };
  }

  private Formula join(Formula left, String operator, Formula right) {
    return switch (operator) {
      case "and" -> new Formula.And(left, right);
      case "or" -> new Formula.Or(left, right);
      case "if" -> new Formula.If(left, right, Optional.empty());
      case "unless" -> new Formula.Unless(left, right, Optional.empty());
      case "with" -> new Formula.With(left, right);
      case "without" -> new Formula.Without(left, right);
      default -> throw malformed();
    };
  }

  private Formula relation() {
    String name = word();
    int afterName = at;
    skipSpace();
    Comparison comparison = at < text.length() ? SIGNS.get(sign()) : null;
    if (comparison == null) {
      at = afterName;
      return new Formula.One(Relation.any(name));
    }
    word();
    return new Formula.One(Relation.of(name, comparison, word()));
  }

  /** The next word, without moving on. */
  private String sign() {
    int before = at;
    String sign = peek(')') ? "" : word();
    at = before;
    return sign;
  }

  /** A word ends at a space, or at a parenthesis that it does not open itself. */
  private String word() {
    skipSpace();
    int start = at;
    int depth = 0;
    while (at < text.length() && text.charAt(at) != ' ') {
      char c = text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        break;
      }
      at++;
    }
    if (at == start) {
      throw malformed();
    }
    return text.substring(start, at);
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void skipSpace() {
    while (peek(' ')) {
      at++;
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("not a boolean dependency: '" + text + "'");
  }
}
