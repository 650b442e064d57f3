/** Clusters that begin with what another one has written to its repository. */
@NullMarked
package org.pgv.installer.succession;

import org.jspecify.annotations.NullMarked;
