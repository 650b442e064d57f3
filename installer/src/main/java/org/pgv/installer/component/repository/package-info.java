/** The bundle's packages, served by the infra host and used by all others. */
@NullMarked
package org.pgv.installer.component.repository;

import org.jspecify.annotations.NullMarked;
