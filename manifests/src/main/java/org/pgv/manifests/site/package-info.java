/** The site file: the hosts of one installation and what is wanted of them. */
@NullMarked
package org.pgv.manifests.site;

import org.jspecify.annotations.NullMarked;
