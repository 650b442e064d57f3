/** The port to a host: run a command on it, hold one open, and nothing else. */
@NullMarked
package org.pgv.installer.host;

import org.jspecify.annotations.NullMarked;
