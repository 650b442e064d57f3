package org.pgv.installer.component.repository;

/** What the web server of the repository is laid out from. */
public record NginxConfig(
    String user, Listen listen, String certificate, String key, String folder) {

  /** Where it answers. */
  public record Listen(String address, int port, String names) {}
}
