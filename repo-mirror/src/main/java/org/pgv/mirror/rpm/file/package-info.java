/**
 * RPM package files of formats 3, 4 and 6: what their headers say, who signed them, what they
 * unpack to. Nothing in a file is believed before it was held against the file's own size.
 */
@NullMarked
package org.pgv.mirror.rpm.file;

import org.jspecify.annotations.NullMarked;
