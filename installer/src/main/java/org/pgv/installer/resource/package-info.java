/** What must be so on a host: plain data, compared with facts and never executed here. */
@NullMarked
package org.pgv.installer.resource;

import org.jspecify.annotations.NullMarked;
