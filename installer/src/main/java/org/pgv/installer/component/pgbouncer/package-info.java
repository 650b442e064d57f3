/** PgBouncer: many clients share few connections to the PostgreSQL of its own host. */
@NullMarked
package org.pgv.installer.component.pgbouncer;

import org.jspecify.annotations.NullMarked;
