package org.pgv.installer.check;

/**
 * Something on a host that does not fit.
 *
 * @param host the host's name; the site's name for what concerns all of it
 * @param what what was found, with the figures
 */
public record Finding(Rule rule, String host, String what) {}
