package org.pgv.installer.component.minio;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Script;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Repository;

/**
 * The buckets of the clusters, and for each an account that may use it and nothing else. Root's
 * password is read on the host; the other keys come by standard input.
 */
record ContentsScript(Topology topology, Repository.Minio store) {
  private static final Template SCRIPT = new Template(ContentsScript.class, "contents.sh.ftl");

  Script script() {
    String text =
        SCRIPT.render(new Contents(client(), buckets(), ObjectStore.METRICS, store.history()));
    StringBuilder keys = new StringBuilder();
    for (String bucket : buckets()) {
      keys.append(ObjectStore.key(topology, bucket).reveal()).append('\n');
    }
    keys.append(ObjectStore.key(topology, ObjectStore.METRICS).reveal()).append('\n');
    return new Script(
        "minio-contents",
        "make buckets and accounts in MinIO",
        text,
        Content.secret(keys.toString()),
        traces());
  }

  /** Says which bucket or account is missing. */
  String check() {
    StringBuilder text = new StringBuilder(client());
    for (String bucket : buckets()) {
      text.append("client stat s/%1$s >/dev/null\n".formatted(bucket));
      text.append("client admin user info s %1$s >/dev/null\n".formatted(bucket));
    }
    return text.toString();
  }

  private List<String> buckets() {
    return topology.site().clusters().stream().map(ObjectStore::bucket).toList();
  }

  /** Where MinIO keeps them: what somebody took away or changed is made again. */
  private List<String> traces() {
    List<String> traces = new ArrayList<>();
    for (String directory : store.directories()) {
      for (String bucket : buckets()) {
        traces.add(directory + "/" + bucket);
        traces.add(directory + "/.minio.sys/config/iam/users/" + bucket + "/identity.json/xl.meta");
      }
    }
    return traces;
  }

  /** The password is in a variable of the client's own, which no other account can read. */
  private String client() {
    return """
    set -eu
    . %1$s
    export SSL_CERT_FILE=%2$s
    export MC_HOST_s="https://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@%3$s:%4$d"
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    client() { %5$s --config-dir "$folder" --quiet --no-color "$@"; }
    """
        .formatted(
            MinioHost.ENVIRONMENT,
            TrustComponent.ROOT,
            topology.site().fqdn(store.hosts().getFirst()),
            topology.site().settings().ports().minio(),
            MinioPrograms.clientCommand(topology.bundle()));
  }

  /** What the script is laid out from. */
  public record Contents(
      String client, List<String> buckets, String metrics, Repository.History history) {
    public Contents {
      buckets = List.copyOf(buckets);
    }
  }
}
