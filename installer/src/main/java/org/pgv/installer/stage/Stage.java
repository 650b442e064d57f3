package org.pgv.installer.stage;

import java.util.List;
import java.util.Optional;
import org.pgv.installer.resource.Resource;
import org.pgv.manifests.value.HostName;

/**
 * One step of the whole site: resources on some hosts, all of them done before the gates are asked,
 * and the gates passed before the next stage begins.
 *
 * @param name short and stable, such as {@code etcd}
 * @param hosts what each host needs, hosts in site order, resources in the order to be done
 * @param rollout whether hosts may change at the same time
 * @param later what its hosts need time for that others need not wait for
 */
public record Stage(
    String name,
    String title,
    List<HostResources> hosts,
    Rollout rollout,
    List<Gate> gates,
    Optional<Later> later) {

  /** Whether hosts may change at the same time. */
  public enum Rollout {
    /** All at once. */
    PARALLEL,
    /**
     * All at once while the service is being made; one host at a time, with the gates between,
     * where a running unit of the stage has to be restarted.
     */
    ROLLING
  }

  /**
   * Gates that are asked no sooner than before a later stage, unless hosts change one by one: then
   * each host passes them before the next one changes.
   */
  public record Later(String before, List<Gate> gates) {
    public Later {
      gates = List.copyOf(gates);
    }
  }

  /** What one host needs in this stage. */
  public record HostResources(HostName host, List<Resource> resources) {
    public HostResources {
      resources = List.copyOf(resources);
    }
  }

  public Stage {
    hosts = List.copyOf(hosts);
    gates = List.copyOf(gates);
  }

  public Stage(
      String name, String title, List<HostResources> hosts, Rollout rollout, List<Gate> gates) {
    this(name, title, hosts, rollout, gates, Optional.empty());
  }

  /** The same, with gates that no stage before the named one needs. */
  public Stage later(String stage, Gate... awaited) {
    return new Stage(
        name, title, hosts, rollout, gates, Optional.of(new Later(stage, List.of(awaited))));
  }
}
