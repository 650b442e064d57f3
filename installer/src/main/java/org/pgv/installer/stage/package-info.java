/** The order in which a site comes to be: stages, each ending at a barrier with health gates. */
@NullMarked
package org.pgv.installer.stage;

import org.jspecify.annotations.NullMarked;
