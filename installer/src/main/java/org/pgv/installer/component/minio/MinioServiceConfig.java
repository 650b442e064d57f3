package org.pgv.installer.component.minio;

/** What MinIO's unit is laid out from. */
public record MinioServiceConfig(Files files, Listen listen) {

  /** Its program, the file with its environment, and the folder of its certificates. */
  public record Files(String program, String environment, String certificates) {}

  /** Where it answers S3, and people. */
  public record Listen(String api, String console) {}
}
