/** The one place that prints: results to stdout, everything else to stderr. */
@NullMarked
package org.pgv.manifests.console;

import org.jspecify.annotations.NullMarked;
