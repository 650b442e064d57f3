package org.pgv.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mirror that only gives to who shows a client certificate of its own authority, as Red Hat's
 * content network does: nginx on the loopback, with certificates made by openssl.
 */
public final class GuardedMirror implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process nginx;

  /**
   * @param content what it gives
   */
  public GuardedMirror(Path folder, Path content) throws Exception {
    this.folder = Files.createDirectories(folder);
    port = freePort();
    openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca");
    certificate("server", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    // In the form that subscriptions have: an older kind of key, and data behind the certificate.
    certificate("client", "genrsa -traditional");
    Files.writeString(
        certificate(),
        "-----BEGIN ENTITLEMENT DATA-----\neJytkE1\n-----END ENTITLEMENT DATA-----\n",
        StandardOpenOption.APPEND);
    nginx =
        new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration(content))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    awaitAnswer();
  }

  public String address() {
    return "https://127.0.0.1:" + port + "/";
  }

  public Path authority() {
    return folder.resolve("ca");
  }

  public Path certificate() {
    return folder.resolve("client.pem");
  }

  public Path key() {
    return folder.resolve("client.key");
  }

  private void certificate(String name, String key) throws Exception {
    openssl(key + " -out " + name + ".key");
    openssl("req -new -subj /CN=" + name + " -key " + name + ".key -out " + name + ".csr");
    Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1\n");
    openssl(
        "x509 -req -days 2 -CA ca -CAkey ca.key -extfile names -in "
            + (name + ".csr -out " + name + ".pem"));
  }

  private void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Commands.Ended ended = Commands.run(folder, Map.of(), command);
    assertEquals(0, ended.code(), ended.output());
  }

  private String configuration(Path content) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off;
        master_process off;
        pid %1$s/pid;
        error_log stderr;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate %1$s/server.pem;
            ssl_certificate_key %1$s/server.key;
            ssl_client_certificate %1$s/ca;
            ssl_verify_client on;
            root %3$s;
          }
        }
        """
            .formatted(folder, port, content));
    return file.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private void awaitAnswer() throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("nginx: " + Files.readString(folder.resolve("nginx.log")));
  }

  @Override
  public void close() {
    nginx.destroy();
  }
}
