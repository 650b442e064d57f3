package org.pgv.manifests.manifest;

import java.util.List;

/**
 * What is done about the module streams of RPM repositories; the default streams count where
 * nothing is said.
 *
 * @param enable written {@code NAME:STREAM}
 * @param disable names of modules of which no stream counts
 */
public record ModuleChoice(List<String> enable, List<String> disable) {
  /** The repositories' own default streams. */
  public static final ModuleChoice DEFAULTS = new ModuleChoice(List.of(), List.of());

  public ModuleChoice {
    enable = List.copyOf(enable);
    disable = List.copyOf(disable);
  }
}
