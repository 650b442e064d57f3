/** The site as it was last applied: what a new file no longer names is known from it alone. */
@NullMarked
package org.pgv.installer.applied;

import org.jspecify.annotations.NullMarked;
