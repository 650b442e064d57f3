package org.pgv.installer.component.postgres;

import java.util.List;
import org.pgv.manifests.site.Availability.Timings;

/**
 * What the configuration that all members share is laid out from.
 *
 * @param synchronous Patroni's word for when a commit is acknowledged
 * @param slots logical ones, which Patroni drops unless it knows of them
 * @param archiveCommand what is done with each segment of WAL
 */
public record DynamicConfig(
    Timings timings,
    String synchronous,
    List<Slot> slots,
    String archiveCommand,
    List<PatroniConfig.Setting> parameters) {

  /** A slot of a database. */
  public record Slot(String name, String database, String plugin) {}

  public DynamicConfig {
    slots = List.copyOf(slots);
    parameters = List.copyOf(parameters);
  }
}
