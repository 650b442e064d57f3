/** What files a bundle consists of, and how they are written: the same input, the same bytes. */
@NullMarked
package org.pgv.builder.assemble;

import org.jspecify.annotations.NullMarked;
