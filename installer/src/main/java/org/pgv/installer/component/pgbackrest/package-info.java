/** pgBackRest: where each cluster's backups and WAL go, and when backups are taken. */
@NullMarked
package org.pgv.installer.component.pgbackrest;

import org.jspecify.annotations.NullMarked;
