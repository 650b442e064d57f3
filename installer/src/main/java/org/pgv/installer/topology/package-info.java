/**
 * All that is known when resources are decided: the site, its hosts' facts, bundle, credentials.
 */
@NullMarked
package org.pgv.installer.topology;

import org.jspecify.annotations.NullMarked;
