/** What is read of a bucket before the programs that use it are on any host. */
@NullMarked
package org.pgv.installer.bucket;

import org.jspecify.annotations.NullMarked;
