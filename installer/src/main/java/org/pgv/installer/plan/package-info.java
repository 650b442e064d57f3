/** What to do: the difference between what must be so and what is so. Pure; touches nothing. */
@NullMarked
package org.pgv.installer.plan;

import org.jspecify.annotations.NullMarked;
