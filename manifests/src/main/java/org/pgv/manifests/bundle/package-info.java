/** What a bundle looks like from outside: its folders, its checksums and what it says of itself. */
@NullMarked
package org.pgv.manifests.bundle;

import org.jspecify.annotations.NullMarked;
