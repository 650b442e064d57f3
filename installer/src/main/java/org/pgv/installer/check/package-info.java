/** What must be so before a site is touched, found without touching it. */
@NullMarked
package org.pgv.installer.check;

import org.jspecify.annotations.NullMarked;
