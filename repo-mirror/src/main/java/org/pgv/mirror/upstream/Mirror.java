package org.pgv.mirror.upstream;

import java.net.URI;

/**
 * An address a repository can be had from.
 *
 * @param named who named it, as a person reads it in the log
 */
public record Mirror(URI address, String named) {
  URI resolve(String path) {
    return address.resolve(path);
  }
}
