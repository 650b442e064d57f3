/** What the admin host remembers of each site, and the lock that lets one run at a time at it. */
@NullMarked
package org.pgv.installer.state;

import org.jspecify.annotations.NullMarked;
