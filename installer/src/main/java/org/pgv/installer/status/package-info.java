/** How a site is doing, asked of all hosts at once and answered in one round trip each. */
@NullMarked
package org.pgv.installer.status;

import org.jspecify.annotations.NullMarked;
