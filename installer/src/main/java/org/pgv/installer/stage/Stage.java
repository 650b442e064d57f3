package org.pgv.installer.stage;

import java.util.List;
import org.pgv.installer.resource.Resource;
import org.pgv.manifests.value.HostName;

/**
 * One step of the whole site: resources on some hosts, all of them done before the gates are asked,
 * and the gates passed before the next stage begins.
 *
 * @param name short and stable, such as {@code etcd}
 * @param hosts what each host needs, hosts in site order, resources in the order to be done
 * @param rollout whether hosts may change at the same time
 */
public record Stage(
    String name, String title, List<HostResources> hosts, Rollout rollout, List<Gate> gates) {

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
}
