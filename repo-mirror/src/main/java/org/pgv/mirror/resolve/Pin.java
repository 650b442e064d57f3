package org.pgv.mirror.resolve;

import org.pgv.manifests.value.Glob;

/**
 * Restricts a name to some versions.
 *
 * @param pattern a version, in which a star stands for anything, such as {@code 17.*}
 */
public record Pin(String name, String pattern) {
  boolean allows(Candidate candidate) {
    return !candidate.name().equals(name) || new Glob(pattern).matches(candidate.version());
  }
}
