/**
 * What must be in a cluster: roles, databases and privileges, compared with its catalogue. Pure: it
 * decides on statements, and runs none.
 */
@NullMarked
package org.pgv.installer.component.postgres.contents;

import org.jspecify.annotations.NullMarked;
