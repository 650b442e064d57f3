/**
 * What can go wrong, said so that a person knows what to do, and the exit codes that scripts rely
 * on.
 */
@NullMarked
package org.pgv.manifests.problem;

import org.jspecify.annotations.NullMarked;
