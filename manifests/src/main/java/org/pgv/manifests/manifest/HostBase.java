package org.pgv.manifests.manifest;

import java.util.List;

/**
 * What hosts have before a bundle comes.
 *
 * @param assumed names and files that each has, and nobody needs to bring
 * @param baselines files beside the manifest that list what minimal installs have
 * @param misfit what is done where the bundle does not fit one of these
 */
public record HostBase(List<String> assumed, List<String> baselines, Misfit misfit) {
  /** Nothing is said of them. */
  public static final HostBase UNKNOWN = new HostBase(List.of(), List.of(), Misfit.REFUSE);

  /** What a build does about it. */
  public enum Misfit {
    REFUSE,
    WARN
  }

  public HostBase {
    assumed = List.copyOf(assumed);
    baselines = List.copyOf(baselines);
  }
}
