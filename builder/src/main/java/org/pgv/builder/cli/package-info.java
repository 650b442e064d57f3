/** The pgv-bundle command line: parses, calls one verb, prints what came of it. */
@NullMarked
package org.pgv.builder.cli;

import org.jspecify.annotations.NullMarked;
