/** Programs that run but have hung, which systemd cannot see. */
@NullMarked
package org.pgv.installer.component.pulse;

import org.jspecify.annotations.NullMarked;
