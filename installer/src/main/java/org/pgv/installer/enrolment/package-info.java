/** Whose a host is, what it was brought to, and who may go on from there. */
@NullMarked
package org.pgv.installer.enrolment;

import org.jspecify.annotations.NullMarked;
