/** The components of an installation, in the order they come up. */
@NullMarked
package org.pgv.installer.component;

import org.jspecify.annotations.NullMarked;
