/** What hosts trust, and how each service shows who it is. */
@NullMarked
package org.pgv.installer.component.trust;

import org.jspecify.annotations.NullMarked;
