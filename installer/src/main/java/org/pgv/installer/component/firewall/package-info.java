/** Who may reach what on a host; all else is dropped. */
@NullMarked
package org.pgv.installer.component.firewall;

import org.jspecify.annotations.NullMarked;
