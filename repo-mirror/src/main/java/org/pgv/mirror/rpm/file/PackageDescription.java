package org.pgv.mirror.rpm.file;

import org.pgv.mirror.rpm.Nevra;

/**
 * A package as its own main header describes it: all that repository metadata takes from there.
 *
 * @param source whether it is a source package, whose {@code nevra} has the architecture {@code
 *     src}
 */
public record PackageDescription(
    Nevra nevra, boolean source, PackageTexts texts, PackageSizes sizes, PackageLists lists) {}
