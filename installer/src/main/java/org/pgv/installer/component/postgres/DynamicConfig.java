package org.pgv.installer.component.postgres;

import java.util.List;
import org.pgv.manifests.site.Availability.Timings;

/**
 * What the configuration that all members share is laid out from.
 *
 * @param synchronous Patroni's word for when a commit is acknowledged
 */
public record DynamicConfig(
    Timings timings, String synchronous, List<PatroniConfig.Setting> parameters) {
  public DynamicConfig {
    parameters = List.copyOf(parameters);
  }
}
