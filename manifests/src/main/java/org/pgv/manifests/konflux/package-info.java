/**
 * The lock files of Konflux, so that a release pipeline there and this tool can read each other.
 */
@NullMarked
package org.pgv.manifests.konflux;

import org.jspecify.annotations.NullMarked;
