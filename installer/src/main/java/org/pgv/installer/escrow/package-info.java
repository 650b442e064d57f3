/** What opens a site's backups once the site is gone, on paper. */
@NullMarked
package org.pgv.installer.escrow;

import org.jspecify.annotations.NullMarked;
