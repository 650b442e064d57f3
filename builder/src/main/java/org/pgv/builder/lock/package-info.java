/** From a manifest and its repositories to a lock, and from a lock back to what proves it. */
@NullMarked
package org.pgv.builder.lock;

import org.jspecify.annotations.NullMarked;
