/** keepalived: an address that clients know, held by one of a cluster's routers. */
@NullMarked
package org.pgv.installer.component.keepalived;

import org.jspecify.annotations.NullMarked;
