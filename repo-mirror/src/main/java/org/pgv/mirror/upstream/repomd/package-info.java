/** Repositories with a repomd.xml, as they are now and as a lock names them. */
@NullMarked
package org.pgv.mirror.upstream.repomd;

import org.jspecify.annotations.NullMarked;
