/** Commits of Git repositories, fetched and packed; no type of JGit leaves this package. */
@NullMarked
package org.pgv.mirror.artifact.git;

import org.jspecify.annotations.NullMarked;
