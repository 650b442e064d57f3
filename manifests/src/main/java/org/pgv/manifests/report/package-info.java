/** What long work says while it goes on; only the console prints. */
@NullMarked
package org.pgv.manifests.report;

import org.jspecify.annotations.NullMarked;
