/** What a host remembers of the bundle it was brought to. */
@NullMarked
package org.pgv.installer.component.record;

import org.jspecify.annotations.NullMarked;
