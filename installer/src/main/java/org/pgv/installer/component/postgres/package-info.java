/** PostgreSQL under Patroni. */
@NullMarked
package org.pgv.installer.component.postgres;

import org.jspecify.annotations.NullMarked;
