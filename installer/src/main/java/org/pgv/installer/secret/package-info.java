/** Passwords, keys and certificates: made once, kept encrypted on the admin host, remembered. */
@NullMarked
package org.pgv.installer.secret;

import org.jspecify.annotations.NullMarked;
