package org.pgv.installer.component.minio;

import java.util.Optional;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.Secret;

/**
 * A bucket as those who back up a cluster reach it.
 *
 * @param authority the file on every host that the endpoint is verified by; what hosts trust anyway
 *     where absent
 */
public record Bucket(Place place, Speech speech, Keys keys, Optional<String> authority) {

  /**
   * Where objects go.
   *
   * @param folder what all their names begin with: {@code /} and words
   */
  public record Place(Endpoint endpoint, String name, String folder) {
    @Override
    public String toString() {
      return endpoint + "/" + name + folder;
    }
  }

  /** How requests are put. */
  public record Speech(String region, Addressing addressing) {}

  /** Who we are there. */
  public record Keys(Secret access, Secret secret) {}

  /** The bucket of a cluster in the site's own store. */
  public static Bucket of(Topology topology, Cluster cluster, Repository.Minio store) {
    String name = ObjectStore.bucket(cluster);
    return new Bucket(
        place(topology.site(), cluster, store),
        new Speech("us-east-1", Addressing.PATH),
        new Keys(new Secret(name), ObjectStore.key(topology, name)),
        Optional.of(TrustComponent.ROOT));
  }

  /** Where the backups of a cluster are in the site's own store. */
  public static Place place(Site site, Cluster cluster, Repository.Minio store) {
    return new Place(ObjectStore.endpoint(site, store), ObjectStore.bucket(cluster), "/pgbackrest");
  }

  /** Where the backups of a cluster are in a bucket of somebody else's. */
  public static Place place(Cluster cluster, Repository.S3 store) {
    return new Place(store.endpoint(), store.bucket(), store.folder() + "/" + cluster.name());
  }

  /** A bucket of somebody else's, with a folder for each cluster. */
  public static Bucket of(Topology topology, Cluster cluster, Repository.S3 store) {
    return new Bucket(
        place(cluster, store),
        new Speech(store.access().region(), store.access().addressing()),
        new Keys(
            topology.credentials().given(GivenFiles.ACCESS_KEY),
            topology.credentials().given(GivenFiles.SECRET_KEY)),
        store.access().authority().map(_ -> TrustComponent.STORE_AUTHORITY));
  }
}
