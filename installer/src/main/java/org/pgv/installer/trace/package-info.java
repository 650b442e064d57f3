/** Who was connected: what routers, poolers and servers logged of a session, put together. */
@NullMarked
package org.pgv.installer.trace;

import org.jspecify.annotations.NullMarked;
