/** The object store that backups are kept in. */
@NullMarked
package org.pgv.installer.component.minio;

import org.jspecify.annotations.NullMarked;
