/** The commands of pgv-install. */
@NullMarked
package org.pgv.installer.cli;

import org.jspecify.annotations.NullMarked;
