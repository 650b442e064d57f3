/**
 * Chooses the packages that a request needs. It knows nothing of formats, files or networks: any
 * packaging family that can be told as candidates and relations is resolved the same way.
 */
@NullMarked
package org.pgv.mirror.resolve;

import org.jspecify.annotations.NullMarked;
