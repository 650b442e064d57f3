/** The key that signs bundles. */
@NullMarked
package org.pgv.builder.key;

import org.jspecify.annotations.NullMarked;
