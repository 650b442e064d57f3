package org.pgv.mirror.fetch;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a server gave to ask again by: is the document still the same (RFC 9110 section 8.8)? */
public record Validators(Optional<String> entityTag, Optional<String> lastModified) {
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  static Validators of(HttpHeaders headers) {
    return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
  }
}
