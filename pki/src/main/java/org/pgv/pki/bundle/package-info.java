/** The check of a bundle: its signature first, then every byte of it. */
@NullMarked
package org.pgv.pki.bundle;

import org.jspecify.annotations.NullMarked;
