/**
 * The site's own X.509 authority: one root, an intermediate for servers and one for clients, and
 * the leaves below them; and beside it the one of applications. Bouncy Castle's types stay in this
 * package.
 */
@NullMarked
package org.pgv.pki.x509;

import org.jspecify.annotations.NullMarked;
