/** What systemd keeps out of the reach of each service: said once, and each exception beside it. */
@NullMarked
package org.pgv.installer.component.hardening;

import org.jspecify.annotations.NullMarked;
