/** Signatures as minisign and signify-like tools write them. */
@NullMarked
package org.pgv.pki.minisign;

import org.jspecify.annotations.NullMarked;
