package org.pgv.mirror.rpm.file;

/**
 * What a package's header tells people; each is empty where the header does not have it.
 *
 * @param summary one line, in the language it was written in
 * @param description several lines, in the language it was written in
 * @param build who made it, where and when
 */
public record PackageTexts(
    String summary, String description, String url, String license, PackageBuild build) {}
