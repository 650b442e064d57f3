/**
 * What a bundle is made of, to the byte, and why: the file that the tool writes and people review.
 */
@NullMarked
package org.pgv.manifests.lock;

import org.jspecify.annotations.NullMarked;
