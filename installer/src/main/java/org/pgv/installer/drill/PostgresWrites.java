package org.pgv.installer.drill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows in a table of a PostgreSQL service, written through its routers over verified TLS. */
final class PostgresWrites implements Writes {
  private static final String TABLE = "pgv_drill_writes";

  private final Service service;
  private final UUID run = UUID.randomUUID();

  /**
   * The service, as a client is told of it.
   *
   * @param routers names of the hosts that lead to the primary
   * @param rootCertificate a file with the certificate to verify the service by
   */
  record Service(List<String> routers, int port, String database, String rootCertificate) {
    Service {
      routers = List.copyOf(routers);
    }
  }

  private final Properties login;

  PostgresWrites(Service service, String user, String password) {
    this.service = service;
    this.login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    login.setProperty("sslmode", "verify-full");
    login.setProperty("sslrootcert", service.rootCertificate());
    login.setProperty("ApplicationName", "pgv-install drill");
    // A client of a service that may lose a host must not wait for that host for ever.
    login.setProperty("connectTimeout", "2");
    login.setProperty("loginTimeout", "4");
    login.setProperty("socketTimeout", "4");
    login.setProperty("hostRecheckSeconds", "1");
  }

  @Override
  public Session connect(int client) throws WriteFailed {
    try {
      Connection connection = open(client);
      return new PostgresSession(
          connection, connection.prepareStatement("insert into " + TABLE + " values (?, ?)"), run);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void prepare() throws WriteFailed {
    execute(
        "create table if not exists "
            + TABLE
            + " (run uuid not null, id bigint not null, primary key (run, id))");
  }

  @Override
  public Set<Long> found() throws WriteFailed {
    try (Connection connection = open(0);
        PreparedStatement select =
            connection.prepareStatement("select id from " + TABLE + " where run = ?")) {
      select.setObject(1, run);
      Set<Long> ids = new HashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void cleanUp() throws WriteFailed {
    execute("drop table if exists " + TABLE);
  }

  private void execute(String sql) throws WriteFailed {
    try (Connection connection = open(0);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Clients spread over the routers; each goes on to the next where its first does not answer. */
  private Connection open(int client) throws SQLException {
    List<String> routers = new ArrayList<>(service.routers());
    Collections.rotate(routers, -client);
    String hosts =
        routers.stream().map(host -> host + ":" + service.port()).collect(Collectors.joining(","));
    return DriverManager.getConnection(
        "jdbc:postgresql://" + hosts + "/" + service.database(), login);
  }

  private static WriteFailed failed(SQLException e) {
    return new WriteFailed(String.valueOf(e.getMessage()), e);
  }

  private record PostgresSession(Connection connection, PreparedStatement insert, UUID run)
      implements Session {
    @Override
    public void write(long id) throws WriteFailed {
      try {
        insert.setObject(1, run);
        insert.setLong(2, id);
        insert.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException _) {
        // The connection is given up, however it ended.
      }
    }
  }
}
