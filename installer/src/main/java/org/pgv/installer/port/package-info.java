/** Which ports of which hosts are spoken to, and by whom: one table for all who need to know. */
@NullMarked
package org.pgv.installer.port;

import org.jspecify.annotations.NullMarked;
