package org.pgv.mirror.fetch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.pgv.manifests.value.Secret;

/** A name and a password for a server or a proxy (RFC 7617). */
record Login(String user, Secret password) {

  /** From the part of an address that stands before its {@code @}, percent-encoded. */
  static Login ofAddress(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Login(decoded(userInfo), new Secret(""))
        : new Login(
            decoded(userInfo.substring(0, colon)),
            new Secret(decoded(userInfo.substring(colon + 1))));
  }

  /** What a request says; never to be shown. */
  String header() {
    String both = user + ":" + password.reveal();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** A plus stands for itself here; a stray percent sign does, too. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
