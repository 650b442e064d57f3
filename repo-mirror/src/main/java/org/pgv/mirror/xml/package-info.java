/** XML that strangers wrote, walked through quickly and without any of its dangerous parts. */
@NullMarked
package org.pgv.mirror.xml;

import org.jspecify.annotations.NullMarked;
