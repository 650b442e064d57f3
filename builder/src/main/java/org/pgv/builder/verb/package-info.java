/** The tool's verbs: each puts the steps of one command together and says nothing itself. */
@NullMarked
package org.pgv.builder.verb;

import org.jspecify.annotations.NullMarked;
