package org.pgv.installer.component.postgres.contents;

/**
 * Something to be changed in a cluster, in words and in SQL that may be run any number of times.
 *
 * @param database where it has to be run
 */
public record Change(String database, String title, String sql) {
  /** Where what belongs to the whole cluster is changed. */
  static final String CLUSTER = "postgres";

  static Change ofCluster(String title, String sql) {
    return new Change(CLUSTER, title, sql);
  }
}
