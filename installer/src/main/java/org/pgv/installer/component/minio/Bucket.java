package org.pgv.installer.component.minio;

import java.util.Optional;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Repository.Addressing;
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
  public record Place(Endpoint endpoint, String name, String folder) {}

  /** How requests are put. */
  public record Speech(String region, Addressing addressing) {}

  /** Who we are there. */
  public record Keys(Secret access, Secret secret) {}

  /** The bucket of a cluster in the site's own store. */
  public static Bucket of(Topology topology, Cluster cluster, Repository.Minio store) {
    String name = ObjectStore.bucket(cluster);
    return new Bucket(
        new Place(ObjectStore.endpoint(topology, store), name, "/pgbackrest"),
        new Speech("us-east-1", Addressing.PATH),
        new Keys(new Secret(name), ObjectStore.key(topology, name)),
        Optional.of(TrustComponent.ROOT));
  }

  /** A bucket of somebody else's, with a folder for each cluster. */
  public static Bucket of(Topology topology, Cluster cluster, Repository.S3 store) {
    return new Bucket(
        new Place(store.endpoint(), store.bucket(), store.folder() + "/" + cluster.name()),
        new Speech(store.access().region(), store.access().addressing()),
        new Keys(
            topology.credentials().given(GivenFiles.ACCESS_KEY),
            topology.credentials().given(GivenFiles.SECRET_KEY)),
        store.access().authority().map(_ -> TrustComponent.STORE_AUTHORITY));
  }
}
