package org.pgv.installer.bucket;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.value.Endpoint;
import org.pgv.manifests.value.Sha256;

/**
 * A request for one object of a bucket, signed with Signature Version 4 of S3.
 *
 * @param object its whole name: {@code /} and words
 */
record SignedGet(Bucket bucket, String object, Instant at) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";
  private static final String NO_BODY = Sha256.of("").hex();
  private static final int HTTPS = 443;

  /** The machine that is asked. */
  Endpoint server() {
    Endpoint endpoint = bucket.place().endpoint();
    return isNamedBefore()
        ? new Endpoint(bucket.place().name() + "." + endpoint.host(), endpoint.port())
        : endpoint;
  }

  /** The request as it is sent; HTTP/1.0, so that the answer is not in chunks. */
  String text() {
    return "GET %s HTTP/1.0\r\nHost: %s\r\nX-Amz-Date: %s\r\nX-Amz-Content-Sha256: %s\r\nAuthorization: %s\r\n\r\n"
        .formatted(path(), host(), TIME.format(at), NO_BODY, authorization());
  }

  private boolean isNamedBefore() {
    return bucket.speech().addressing() == Addressing.HOST;
  }

  private String host() {
    Endpoint server = server();
    return server.host() + (server.port() == HTTPS ? "" : ":" + server.port());
  }

  private String path() {
    String words = isNamedBefore() ? object : "/" + bucket.place().name() + object;
    return Stream.of(words.split("/", -1)).map(SignedGet::encoded).collect(Collectors.joining("/"));
  }

  /** As S3 encodes names; Java encodes forms. */
  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private String authorization() {
    String time = TIME.format(at);
    List<String> scope = List.of(time.substring(0, 8), bucket.speech().region(), "s3");
    String place = String.join("/", scope) + "/aws4_request";
    String request =
        "GET\n%s\n\nhost:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n\n%s\n%s"
            .formatted(path(), host(), NO_BODY, time, SIGNED, NO_BODY);
    String signed = String.join("\n", ALGORITHM, time, place, Sha256.of(request).hex());
    byte[] key = ("AWS4" + bucket.keys().secret().reveal()).getBytes(StandardCharsets.UTF_8);
    for (String word : scope) {
      key = hmac(key, word);
    }
    return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
        .formatted(
            ALGORITHM,
            bucket.keys().access().reveal(),
            place,
            SIGNED,
            HexFormat.of().formatHex(hmac(hmac(key, "aws4_request"), signed)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
