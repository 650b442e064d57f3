/** Files of numbers, for what is slow to find out and kept in a cache. */
@NullMarked
package org.pgv.mirror.table;

import org.jspecify.annotations.NullMarked;
