package org.pgv.installer.state;

import java.util.Map;
import java.util.Optional;

/**
 * Whoever runs the tool.
 *
 * @param account the account it runs under
 * @param behind who became that account by sudo
 */
public record Operator(String account, Optional<String> behind) {

  /** The one who runs this process. */
  public static Operator of(Map<String, String> environment, String account) {
    return new Operator(account, Optional.ofNullable(environment.get("SUDO_USER")));
  }

  public boolean isRoot() {
    return account.equals("root");
  }

  @Override
  public String toString() {
    return behind.map(person -> person + " as " + account).orElse(account);
  }
}
