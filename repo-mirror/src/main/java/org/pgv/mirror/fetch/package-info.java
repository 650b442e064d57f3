/** Gets files over the network into the store: resumed, hashed while they stream, retried. */
@NullMarked
package org.pgv.mirror.fetch;

import org.jspecify.annotations.NullMarked;
