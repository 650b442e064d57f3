/** Runs a plan: in order, journalled, safe to stop anywhere. Knows no component. */
@NullMarked
package org.pgv.installer.apply;

import org.jspecify.annotations.NullMarked;
