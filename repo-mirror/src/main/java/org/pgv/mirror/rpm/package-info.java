/** RPM's formats: versions, repository metadata, package files. It knows no network. */
@NullMarked
package org.pgv.mirror.rpm;

import org.jspecify.annotations.NullMarked;
