/** What scripts on hosts answer, in a form that no content can break. */
@NullMarked
package org.pgv.installer.answer;

import org.jspecify.annotations.NullMarked;
