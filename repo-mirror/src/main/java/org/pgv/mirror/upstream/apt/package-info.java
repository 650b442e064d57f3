/** Signed suites of apt archives, as they are now and as a lock names them. */
@NullMarked
package org.pgv.mirror.upstream.apt;

import org.jspecify.annotations.NullMarked;
