package org.pgv.installer.status;

import org.pgv.manifests.value.HostName;

/** What came of asking one host how it is doing. */
public sealed interface HostStatus {
  HostName host();

  /** It answered. */
  record Up(HostName host, HostReport report) implements HostStatus {}

  /** It did not. */
  record Down(HostName host, String why) implements HostStatus {}
}
