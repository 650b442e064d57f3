package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How PostgreSQL runs on a cluster's members.
 *
 * @param version the major version
 * @param audit whether passwords are checked, and who changes what is logged by pgaudit
 * @param dataDirectory where the data lives on each member; otherwise where its system keeps it
 * @param clients who may connect over the network, in {@code pg_hba.conf}'s words: networks such as
 *     {@code 10.0.0.0/8}, or {@code samenet} for the members' own
 * @param parameters server parameters that win over those of the profile
 */
public record PostgresSettings(
    int version,
    Profile profile,
    boolean audit,
    Optional<String> dataDirectory,
    List<String> clients,
    SortedMap<String, String> parameters) {

  /** What the server is tuned for; the numbers are scaled from the host. */
  public enum Profile {
    /** Many short transactions. */
    OLTP,
    /** Few long queries. */
    OLAP,
    /** Money: nothing acknowledged may be lost, everything is audited. */
    CRIT,
    /** One to three CPUs. */
    TINY
  }

  public PostgresSettings {
    clients = List.copyOf(clients);
    parameters = new TreeMap<>(parameters);
  }
}
