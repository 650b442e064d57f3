package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** An object store that is no part of the site, where a copy of its bucket outlives it. */
final class Elsewhere implements AutoCloseable {
  private static final String NAME = "vault.example";
  private static final int PORT = 9443;
  private static final String BUCKET = "attic";
  private static final String FOLDER = "/copies";
  private static final String ACCESS = "somebody";

  /**
   * Root's share of what watches files is that of the systemd of all hosts; a capability opens our
   * folders, wherever they are.
   */
  private static final String AS_NOBODY =
      "setpriv --reuid=65534 --regid=65534 --clear-groups"
          + " --inh-caps=+dac_override --ambient-caps=+dac_override";

  private final Lab lab;
  private final Path folder;
  private final Path program;
  private final String secret = UUID.randomUUID().toString();
  private Run server;

  /** Brings one up, empty, with a certificate of an authority that the site does not know. */
  Elsewhere(Lab lab) throws IOException {
    this.lab = lab;
    folder = lab.site().resolveSibling("elsewhere");
    lab.inNetworkOf("admin", "rm -rf " + folder).expect(0);
    Files.createDirectories(folder);
    lab.inNetworkOf(
            "admin",
            """
            cd %1$s && mkdir data certs && openssl req -x509 -newkey rsa:2048 -nodes -days 2 \
              -keyout certs/private.key -out certs/public.crt -subj /CN=%2$s \
              -addext subjectAltName=DNS:%2$s
            """
                .formatted(folder, NAME))
        .expect(0);
    program =
        Path.of(
            lab.inNetworkOf(
                    "admin", "find " + lab.bundle().resolve("files") + " -name minio -type f")
                .output()
                .strip());
    server = begin();
  }

  /** Starts it again after {@link #close}, in the network that there is then. */
  void reopen() {
    server = begin();
  }

  private Run begin() {
    return lab.serve(
        "MINIO_ROOT_USER=%s MINIO_ROOT_PASSWORD=%s exec %s %s server --quiet --certs-dir %s --address %s:%d %s"
            .formatted(
                ACCESS,
                secret,
                AS_NOBODY,
                program,
                folder.resolve("certs"),
                lab.address("admin"),
                PORT,
                folder.resolve("data")),
        "curl -sf --cacert %1$s --resolve %2$s:%3$d:%4$s https://%2$s:%3$d/minio/health/live"
            .formatted(certificate(), NAME, PORT, lab.address("admin")));
  }

  /** What a host is told by whoever runs the names of the company. */
  String named() {
    return "echo '%s %s' >>/etc/hosts".formatted(lab.address("admin"), NAME);
  }

  /** What MinIO's client on a host calls it: the address with the keys in it. */
  String url() {
    return "https://%s:%s@%s:%d".formatted(ACCESS, secret, NAME, PORT);
  }

  /** Where a copy of a cluster's repository belongs, below {@link #url}. */
  String copyOf(String cluster) {
    return BUCKET + FOLDER + "/" + cluster;
  }

  String bucket() {
    return BUCKET;
  }

  /** What the endpoint is verified by. */
  String authority() throws IOException {
    return Files.readString(certificate());
  }

  private Path certificate() {
    return folder.resolve("certs/public.crt");
  }

  /** What a site file says of the bucket here, with the right keys or others. */
  String repository(boolean right) throws IOException {
    Path keys = folder.resolve("keys.yaml");
    Files.writeString(
        keys, "accessKey: %s\nsecretKey: %s\n".formatted(ACCESS, right ? secret : "another-key"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    return "{ kind: s3, endpoint: 'https://%s:%d', bucket: %s, folder: %s, authority: %s, keys: %s }"
        .formatted(NAME, PORT, BUCKET, FOLDER, certificate(), keys);
  }

  @Override
  public void close() {
    server.kill();
    server.end();
  }
}
