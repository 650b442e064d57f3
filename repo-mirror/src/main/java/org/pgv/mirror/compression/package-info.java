/** The compressed forms that repositories and packages come in. */
@NullMarked
package org.pgv.mirror.compression;

import org.jspecify.annotations.NullMarked;
