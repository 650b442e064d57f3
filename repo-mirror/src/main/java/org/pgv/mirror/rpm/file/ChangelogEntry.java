package org.pgv.mirror.rpm.file;

/**
 * One change that a packager noted.
 *
 * @param time seconds since 1970
 * @param author name, address and version, as one line
 */
public record ChangelogEntry(long time, String author, String text) {}
