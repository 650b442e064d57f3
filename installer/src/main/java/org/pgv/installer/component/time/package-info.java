/** One clock for the site. */
@NullMarked
package org.pgv.installer.component.time;

import org.jspecify.annotations.NullMarked;
