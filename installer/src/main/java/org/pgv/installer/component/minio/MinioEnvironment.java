package org.pgv.installer.component.minio;

import java.util.List;

/**
 * What MinIO's environment file is laid out from.
 *
 * @param volumes every place of every host, in the same order on all of them
 * @param metrics in MinIO's word: who may read them
 */
public record MinioEnvironment(Root root, List<String> volumes, String metrics) {
  public MinioEnvironment {
    volumes = List.copyOf(volumes);
  }

  /** Who may do everything. */
  public record Root(String user, String password) {

    @Override
    public String toString() {
      return user;
    }
  }
}
