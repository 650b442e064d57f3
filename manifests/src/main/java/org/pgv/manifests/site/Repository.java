package org.pgv.manifests.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.HostName;

/** Where backups and archived WAL are kept. Keys are never part of it. */
public sealed interface Repository {

  /**
   * A folder on a host of the site, reached over pgBackRest's own TLS server.
   *
   * @param host the first host with the role backup
   */
  record Posix(HostName host, String directory) implements Repository {}

  /**
   * MinIO on hosts of the site, with a bucket for each cluster.
   *
   * @param hosts those with the role backup: one, or four and more that spread each object over all
   *     of them
   * @param directories where each host keeps objects: one drive each, where there are several
   */
  record Minio(List<HostName> hosts, List<String> directories, Metrics metrics, History history)
      implements Repository {
    public Minio {
      hosts = List.copyOf(hosts);
      directories = List.copyOf(directories);
    }

    /** Whether each object is spread over several drives, and survives the loss of some. */
    public boolean isSpread() {
      return hosts.size() * directories.size() > 1;
    }
  }

  /** Who may read MinIO's metrics. */
  enum Metrics {
    /** Whoever shows the token that is kept with the site's secrets. */
    TOKEN,
    /** Anybody who reaches the port. */
    PUBLIC
  }

  /**
   * What happens to objects that are deleted or replaced.
   *
   * @param undeleteDays for how long they can be brought back
   * @param lockDays for how long nobody can delete an object for good; 0 for no object lock
   */
  record History(int undeleteDays, int lockDays) {
    /** What is used where the site file says nothing. */
    public static final History USUAL = new History(7, 7);
  }

  /**
   * A bucket of somebody else's, which is there already.
   *
   * @param folder what all our objects' names begin with: {@code /} and words
   */
  record S3(Endpoint endpoint, String bucket, String folder, Access access) implements Repository {}

  /**
   * How an S3 endpoint is spoken to.
   *
   * @param authority path on the admin host of the PEM that the endpoint is verified by; what the
   *     hosts trust anyway where absent
   * @param keys path on the admin host of the file with {@code accessKey} and {@code secretKey}
   */
  record Access(String region, Addressing addressing, Optional<String> authority, String keys) {}

  /** Where in a request the bucket is named. */
  enum Addressing {
    /** In its path. */
    PATH,
    /** Before the endpoint's name. */
    HOST;

    /** As it is written in the site file, and in pgBackRest's configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
