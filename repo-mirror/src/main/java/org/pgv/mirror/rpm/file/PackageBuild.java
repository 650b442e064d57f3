package org.pgv.mirror.rpm.file;

/**
 * Where a package comes from; texts are empty where the header does not have them.
 *
 * @param host the machine it was built on
 * @param time when it was built, in seconds since 1970; 0 where the header does not say
 * @param sourceRpm the file name of its source package
 */
public record PackageBuild(
    String vendor, String group, String packager, String host, long time, String sourceRpm) {}
