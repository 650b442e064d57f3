/** What a person asks for: repositories with pinned keys, and packages per role. */
@NullMarked
package org.pgv.manifests.manifest;

import org.jspecify.annotations.NullMarked;
