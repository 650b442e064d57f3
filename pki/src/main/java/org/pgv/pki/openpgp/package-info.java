/**
 * OpenPGP at the edges (RFC 9580): verifies what upstream signed, signs what a bundle carries.
 * Bouncy Castle's types stay in this package.
 */
@NullMarked
package org.pgv.pki.openpgp;

import org.jspecify.annotations.NullMarked;
