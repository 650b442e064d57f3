package org.pgv.manifests.site;

import java.util.List;
import org.pgv.manifests.value.HostName;

/**
 * A port of the routers by which clients reach a cluster.
 *
 * @param pooled whether PgBouncer stands between
 * @param servers the members it may lead to, in the cluster's order
 */
public record Service(
    String name, int port, Destination to, boolean pooled, List<HostName> servers) {
  /** The name of the service that leads to the primary through the pooler. */
  public static final String PRIMARY = "primary";

  /** The name of the service that leads to the primary directly. */
  public static final String DEFAULT = "default";

  /** What it leads to. */
  public sealed interface Destination {
    /** The one member that writes. */
    record Primary() implements Destination {}

    /**
     * Members that only read.
     *
     * @param maxLag how far one may be behind, in Patroni's words, such as {@code 100MB}
     * @param orPrimary whether the primary serves where none is fit
     */
    record Replica(String maxLag, boolean orPrimary) implements Destination {}
  }

  public Service {
    servers = List.copyOf(servers);
  }
}
