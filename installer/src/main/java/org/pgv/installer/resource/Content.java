package org.pgv.installer.resource;

import java.nio.charset.StandardCharsets;
import org.pgv.manifests.value.Sha256;

/**
 * The content of a file.
 *
 * @param secret whether it must never be shown in a plan, a log or a diff
 */
public record Content(String text, boolean secret) {

  public static Content of(String text) {
    return new Content(text, false);
  }

  public static Content secret(String text) {
    return new Content(text, true);
  }

  public Sha256 digest() {
    return Sha256.of(text);
  }

  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return secret ? "***" : text;
  }
}
