package org.pgv.installer.component.postgres;

import java.util.List;

/**
 * What one member's Patroni configuration is laid out from; values are in YAML's spelling.
 *
 * @param dynamic the lines of the configuration that all members share, for the first start
 * @param access the lines of {@code pg_hba.conf}
 * @param archive the lines that say how WAL and replicas come out of the cluster's repository
 */
public record PatroniConfig(
    Member member,
    Etcd etcd,
    Server server,
    List<String> dynamic,
    List<String> access,
    List<String> archive) {

  public PatroniConfig {
    dynamic = List.copyOf(dynamic);
    access = List.copyOf(access);
    archive = List.copyOf(archive);
  }

  /** The member. */
  public record Member(String scope, String name, String address, Rest rest) {}

  /**
   * Its REST interface.
   *
   * @param callers addresses that may call what changes something
   * @param password what they have to know besides; members do, and nobody else
   */
  public record Rest(int port, List<String> callers, String password) {
    public Rest {
      callers = List.copyOf(callers);
    }
  }

  /** How it reaches etcd. */
  public record Etcd(List<String> hosts, String user, String password) {
    public Etcd {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * How PostgreSQL runs.
   *
   * @param clients the file with those whom it believes who a client is
   * @param user the account of PostgreSQL and of its superuser
   * @param pooler the account of PgBouncer
   */
  public record Server(
      int port,
      Folders folders,
      String clients,
      String user,
      String pooler,
      String watchdog,
      List<Setting> parameters) {
    public Server {
      parameters = List.copyOf(parameters);
    }
  }

  /** Where PostgreSQL lives. */
  public record Folders(String data, String binaries, String logs, String sockets) {}

  /** A parameter with its value in YAML's spelling. */
  public record Setting(String name, String value) {

    /** Spells a value so that YAML reads a number as a number and all else as text. */
    public static Setting of(String name, String value) {
      boolean number = value.matches("0|[1-9][0-9]*");
      return new Setting(name, number ? value : "'" + value.replace("'", "''") + "'");
    }
  }
}
