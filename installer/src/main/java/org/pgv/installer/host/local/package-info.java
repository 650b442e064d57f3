/** The machine the installer runs on, as a host of the site. */
@NullMarked
package org.pgv.installer.host.local;

import org.jspecify.annotations.NullMarked;
