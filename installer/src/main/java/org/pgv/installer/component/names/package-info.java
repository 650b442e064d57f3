/** How hosts find each other by name. */
@NullMarked
package org.pgv.installer.component.names;

import org.jspecify.annotations.NullMarked;
