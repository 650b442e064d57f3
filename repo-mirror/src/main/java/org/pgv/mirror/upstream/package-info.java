/** Finds mirrors and documents for repositories of every family; nothing unsigned is used. */
@NullMarked
package org.pgv.mirror.upstream;

import org.jspecify.annotations.NullMarked;
