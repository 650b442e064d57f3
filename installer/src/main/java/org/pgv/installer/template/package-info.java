/** The one place that knows FreeMarker. */
@NullMarked
package org.pgv.installer.template;

import org.jspecify.annotations.NullMarked;
