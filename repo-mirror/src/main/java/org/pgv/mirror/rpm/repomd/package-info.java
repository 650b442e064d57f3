/** What a repomd.xml names, read and written: lists of packages, files, modules and advisories. */
@NullMarked
package org.pgv.mirror.rpm.repomd;

import org.jspecify.annotations.NullMarked;
