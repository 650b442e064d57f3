/** What is so on a host, read in one round trip by a script that does not know what is wanted. */
@NullMarked
package org.pgv.installer.probe;

import org.jspecify.annotations.NullMarked;
