/** All packages of a host, in one transaction. */
@NullMarked
package org.pgv.installer.component.packages;

import org.jspecify.annotations.NullMarked;
