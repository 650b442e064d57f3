/** Shows package indices of a family to the resolver as candidates and relations. */
@NullMarked
package org.pgv.mirror.universe;

import org.jspecify.annotations.NullMarked;
