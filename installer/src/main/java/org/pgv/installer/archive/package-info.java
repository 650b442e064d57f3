/** Writes tar archives. */
@NullMarked
package org.pgv.installer.archive;

import org.jspecify.annotations.NullMarked;
