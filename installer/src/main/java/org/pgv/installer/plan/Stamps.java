package org.pgv.installer.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.pgv.manifests.value.Sha256;

/** The names and values of what is remembered on a host. */
public final class Stamps {
  private Stamps() {}

  public static String unit(String name) {
    return "unit:" + name;
  }

  public static String reload(String unit) {
    return "reload:" + unit;
  }

  public static String script(String id) {
    return "script:" + id;
  }

  static String trace(String path) {
    return "trace:" + path;
  }

  public static String tree(String path) {
    return "tree:" + path;
  }

  public static String rules(String path) {
    return "rules:" + path;
  }

  /** One digest for several, in their order. */
  static Sha256 all(List<Sha256> inputs) {
    return Sha256.of(inputs.stream().map(Sha256::hex).collect(Collectors.joining("\n")));
  }
}
