/** Taking backups, and getting a cluster back from them. */
@NullMarked
package org.pgv.installer.backup;

import org.jspecify.annotations.NullMarked;
