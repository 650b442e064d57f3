package org.pgv.installer.component.postgres.contents;

/** Names and texts as SQL has them; names may be anybody's. */
final class Sql {
  /**
   * Our sessions are a superuser's, and whoever owns a database makes functions and operators in
   * its schema public: none that is found by its name alone may be one of those.
   */
  static final String NOTHING_OF_OTHERS = "SET search_path = pg_catalog;\n";

  private Sql() {}

  /** A name between double quotes; everybody is no name but a word. */
  static String name(String text) {
    return text.equals("PUBLIC") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Runs a statement only where a query finds nothing. */
  static String unless(String query, String statement) {
    return "SELECT %s WHERE NOT EXISTS (%s)\n\\gexec\n".formatted(text(statement), query);
  }

  /** Runs a statement only where a query finds something. */
  static String where(String query, String statement) {
    return "SELECT %s WHERE EXISTS (%s)\n\\gexec\n".formatted(text(statement), query);
  }

  /** A query that finds a role. */
  static String role(String name) {
    return "SELECT FROM pg_roles WHERE rolname = " + text(name);
  }
}
