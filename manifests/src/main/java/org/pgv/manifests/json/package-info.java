/** JSON files the tools write: sorted, stable, reviewable. */
@NullMarked
package org.pgv.manifests.json;

import org.jspecify.annotations.NullMarked;
