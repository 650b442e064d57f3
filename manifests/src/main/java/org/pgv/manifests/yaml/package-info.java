/** YAML files that people write, read with line numbers and every problem at once. */
@NullMarked
package org.pgv.manifests.yaml;

import org.jspecify.annotations.NullMarked;
