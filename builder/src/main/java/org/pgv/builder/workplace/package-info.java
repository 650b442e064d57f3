/** Where this machine keeps what builds need again: caches, keys, logs. */
@NullMarked
package org.pgv.builder.workplace;

import org.jspecify.annotations.NullMarked;
