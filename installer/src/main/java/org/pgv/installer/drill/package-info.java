/** Rehearsals on a real site, measured. */
@NullMarked
package org.pgv.installer.drill;

import org.jspecify.annotations.NullMarked;
