package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.HostName;

/**
 * One PostgreSQL cluster.
 *
 * @param members its hosts; the first one initialises the cluster
 * @param services how clients reach it through a router, those of the site file after the usual
 * @param backup empty where nothing is kept outside the cluster
 */
public record Cluster(
    String name,
    List<HostName> members,
    PostgresSettings postgres,
    Availability availability,
    Contents contents,
    List<Service> services,
    Optional<Backup> backup) {

  public Cluster {
    members = List.copyOf(members);
    services = List.copyOf(services);
  }

  /** The same with other contents. */
  public Cluster with(Contents others) {
    return new Cluster(name, members, postgres, availability, others, services, backup);
  }

  /** The service of a name, where there is one. */
  public Optional<Service> find(String wanted) {
    return services.stream().filter(service -> service.name().equals(wanted)).findFirst();
  }

  /** One of its services; every cluster has those that {@link Service} names. */
  public Service service(String wanted) {
    return find(wanted)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no service " + wanted));
  }

  /**
   * The hosts that its backups may run on, and that can be asked for them: the one that has the
   * folder, or any member where all of them reach the objects. None where it has no backups.
   */
  public List<HostName> keepers() {
    return backup
        .map(
            wanted ->
                switch (wanted.repository()) {
                  case Repository.Posix posix -> List.of(posix.host());
                  case Repository.Minio _, Repository.S3 _ -> members;
                })
        .orElse(List.of());
  }
}
