/** What an application has to be told to reach a cluster. */
@NullMarked
package org.pgv.installer.connect;

import org.jspecify.annotations.NullMarked;
