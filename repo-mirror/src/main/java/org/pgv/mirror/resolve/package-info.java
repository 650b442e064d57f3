/**
 * Chooses the packages that a request needs. It knows nothing of formats, files or networks. One
 * engine searches for every packaging family; how packages become clauses and what is tried next is
 * the family's {@code Approach}: in depth from name to name as apt, or rule by rule as dnf.
 */
@NullMarked
package org.pgv.mirror.resolve;

import org.jspecify.annotations.NullMarked;
