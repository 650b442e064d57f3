package org.pgv.installer.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to a request of HTTP/1.0: all that came until the connection ended.
 *
 * @param body in base64
 */
record HttpAnswer(int status, String body) {
  private static final Pattern HEAD =
      Pattern.compile(
          "\\AHTTP/1\\.[01] ([0-9]{3})[^\\r\\n]*\\r\\n(.*?)\\r\\n\\r\\n", Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]{1,9})\\r?$");
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]+)</Code>");

  static HttpAnswer parse(byte[] all) throws IOException {
    // Each character is a byte, so that places in the text are places in the bytes.
    String text = new String(all, StandardCharsets.ISO_8859_1);
    Matcher head = HEAD.matcher(text);
    if (!head.find()) {
      throw new IOException("it does not speak HTTP");
    }
    String body = text.substring(head.end());
    Matcher length = LENGTH.matcher(head.group());
    if (length.find() && Integer.parseInt(length.group(1)) != body.length()) {
      throw new IOException("the answer ended early");
    }
    byte[] content = body.getBytes(StandardCharsets.ISO_8859_1);
    return new HttpAnswer(
        Integer.parseInt(head.group(1)), Base64.getEncoder().encodeToString(content));
  }

  /** S3's own word for an error, such as {@code NoSuchBucket}; the status where there is none. */
  String word() {
    String text = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    Matcher code = CODE.matcher(text);
    return code.find() ? code.group(1) : "HTTP status " + status;
  }
}
