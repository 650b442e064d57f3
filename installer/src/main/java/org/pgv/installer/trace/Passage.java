package org.pgv.installer.trace;

import java.time.Instant;

/**
 * A connection as a router passed it on.
 *
 * @param client address and port of whoever asked the router
 * @param from the router's address and port as the server sees them
 * @param to the server's
 * @param service which of the router's ports it was
 */
record Passage(Instant at, String client, String from, String to, String service) {}
