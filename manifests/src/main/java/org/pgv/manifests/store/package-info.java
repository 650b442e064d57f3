/** Files kept by what they contain. */
@NullMarked
package org.pgv.manifests.store;

import org.jspecify.annotations.NullMarked;
