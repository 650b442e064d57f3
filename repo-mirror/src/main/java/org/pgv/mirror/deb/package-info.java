/** Debian's formats: versions, relations, Release and Packages files. Knows no network. */
@NullMarked
package org.pgv.mirror.deb;

import org.jspecify.annotations.NullMarked;
