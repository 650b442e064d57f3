/**
 * What goes into bundles although it is no package: programs built from Go modules by a pinned
 * toolchain, files fetched as they are, and commits of Git repositories.
 */
@NullMarked
package org.pgv.mirror.artifact;

import org.jspecify.annotations.NullMarked;
