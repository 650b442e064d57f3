/** Who may connect: the site's rules as PostgreSQL and PgBouncer read them. */
@NullMarked
package org.pgv.installer.access;

import org.jspecify.annotations.NullMarked;
