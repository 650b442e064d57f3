/** Small values parsed once at the edge; after that the type is the proof. */
@NullMarked
package org.pgv.manifests.value;

import org.jspecify.annotations.NullMarked;
