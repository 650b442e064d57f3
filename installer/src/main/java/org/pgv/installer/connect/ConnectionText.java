package org.pgv.installer.connect;

import java.util.List;
import java.util.stream.Collectors;

/** Connections for a person to read and copy. */
public final class ConnectionText {
  private ConnectionText() {}

  public static String of(List<Connection> connections) {
    return connections.stream()
        .map(
            each ->
                """
                %s: %s
                  libpq  %s
                  JDBC   %s
                """
                    .formatted(each.service(), each.meaning(), each.libpq(), each.jdbc()))
        .collect(Collectors.joining("\n"));
  }
}
