package org.pgv.installer.component.minio;

import java.util.List;

/**
 * What MinIO's unit is laid out from.
 *
 * @param privileged whether it listens on a port that only root may listen on
 * @param directories the only folders it may write to
 */
public record MinioServiceConfig(
    Files files, Listen listen, boolean privileged, List<String> directories) {
  public MinioServiceConfig {
    directories = List.copyOf(directories);
  }

  /** Its program, the file with its environment, and the folder of its certificates. */
  public record Files(String program, String environment, String certificates) {}

  /** Where it answers S3, and people. */
  public record Listen(String api, String console) {}
}
