/** What each major version of PostgreSQL can be told: its parameters, and what they may be. */
@NullMarked
package org.pgv.manifests.postgres;

import org.jspecify.annotations.NullMarked;
