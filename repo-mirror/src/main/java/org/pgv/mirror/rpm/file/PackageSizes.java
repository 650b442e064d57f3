package org.pgv.mirror.rpm.file;

/**
 * Sizes and places in bytes, as repository metadata names them.
 *
 * @param file the package file itself
 * @param installed the sum of the files it installs; 0 where the header does not say
 * @param archive the unpacked payload; 0 where the header does not say
 * @param headerStart the main header's first byte in the file
 * @param headerEnd the byte after the main header
 */
public record PackageSizes(
    long file, long installed, long archive, long headerStart, long headerEnd) {}
