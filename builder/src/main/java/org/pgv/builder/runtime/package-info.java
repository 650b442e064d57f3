/** Links a small Java runtime with the installer in it. */
@NullMarked
package org.pgv.builder.runtime;

import org.jspecify.annotations.NullMarked;
