/** The store that decides who leads a cluster. */
@NullMarked
package org.pgv.installer.component.etcd;

import org.jspecify.annotations.NullMarked;
