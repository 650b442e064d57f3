/**
 * Makes RPMs of Debian packages, so that what is meant for hosts of the EL family can be tried with
 * real rpm and dnf where no EL package is to be had. It looks like EL from outside; inside it is
 * Debian's programs, and nothing of it says anything about Red Hat's packages.
 */
@NullMarked
package org.pgv.lookalike;

import org.jspecify.annotations.NullMarked;
