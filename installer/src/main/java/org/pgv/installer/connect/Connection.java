package org.pgv.installer.connect;

/**
 * One way to a database, in the words of those who connect.
 *
 * @param service as the site calls it, such as {@code primary}
 * @param meaning what it leads to
 * @param libpq keywords and values (PostgreSQL documentation, "Connection Strings")
 * @param jdbc a URL for pgjdbc
 * @param section for {@code pg_service.conf}
 */
public record Connection(
    String service, String meaning, String libpq, String jdbc, String section) {}
