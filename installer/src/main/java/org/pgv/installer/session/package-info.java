/** One run at a site: its hosts connected, locked and looked at. */
@NullMarked
package org.pgv.installer.session;

import org.jspecify.annotations.NullMarked;
