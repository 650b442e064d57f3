package org.pgv.installer.component.postgres;

import java.util.List;
import org.pgv.manifests.site.Availability.Timings;

/**
 * What the configuration that all members share is laid out from.
 *
 * @param synchronous Patroni's word for when a commit is acknowledged
 * @param archiveCommand what is done with each segment of WAL
 */
public record DynamicConfig(
    Timings timings,
    String synchronous,
    String archiveCommand,
    List<PatroniConfig.Setting> parameters) {
  public DynamicConfig {
    parameters = List.copyOf(parameters);
  }
}
