package org.pgv.pki.x509;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@code openssl s_server} that demands client certificates of our root. */
final class TlsServer implements AutoCloseable {
  private final Process process;
  private final String port;

  TlsServer(Path folder, String identity) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
    command.addAll(List.of("-cert", identity + ".crt", "-cert_chain", identity + ".crt"));
    command.addAll(List.of("-key", identity + ".key", "-CAfile", "root.crt"));
    command.addAll(List.of("-Verify", "3", "-verify_return_error"));
    process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("ACCEPT ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("openssl s_server does not start");
    }
    port = line.substring(line.lastIndexOf(':') + 1);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
