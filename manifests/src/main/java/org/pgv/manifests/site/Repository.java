package org.pgv.manifests.site;

import org.pgv.manifests.value.HostName;

/** Where backups and archived WAL are kept. */
public sealed interface Repository {

  /**
   * A folder on a host of the site, reached over pgBackRest's own TLS server.
   *
   * @param host the first host with the role backup
   */
  record Posix(HostName host, String directory) implements Repository {}
}
