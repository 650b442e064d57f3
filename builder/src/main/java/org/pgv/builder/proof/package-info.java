/** Proves that a bundle's packages need nothing from outside. */
@NullMarked
package org.pgv.builder.proof;

import org.jspecify.annotations.NullMarked;
