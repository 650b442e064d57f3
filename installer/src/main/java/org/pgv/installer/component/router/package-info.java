/** HAProxy: ports that lead to the primary or to a replica, wherever they are. */
@NullMarked
package org.pgv.installer.component.router;

import org.jspecify.annotations.NullMarked;
