/** Finds a mirror for each repository and reads its signed indices; nothing unsigned is used. */
@NullMarked
package org.pgv.mirror.upstream;

import org.jspecify.annotations.NullMarked;
