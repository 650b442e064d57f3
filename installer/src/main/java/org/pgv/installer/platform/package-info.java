/** What differs between one family of distributions and another, each difference in one place. */
@NullMarked
package org.pgv.installer.platform;

import org.jspecify.annotations.NullMarked;
