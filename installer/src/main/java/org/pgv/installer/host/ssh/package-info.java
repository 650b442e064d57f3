/** Hosts reached by ssh. No type of sshj leaves this package. */
@NullMarked
package org.pgv.installer.host.ssh;

import org.jspecify.annotations.NullMarked;
