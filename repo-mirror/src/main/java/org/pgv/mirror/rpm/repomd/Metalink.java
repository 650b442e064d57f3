package org.pgv.mirror.rpm.repomd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/**
 * A list of mirrors (metalink 3.0) with the digests of the repomd.xml that they may have: the
 * newest one and the few before it, since mirrors lag behind.
 */
public record Metalink(List<URI> mirrors, List<Sha256> digests) {
  public Metalink {
    mirrors = List.copyOf(mirrors);
    digests = List.copyOf(digests);
  }

  /** Reads a metalink; a {@link Refusal} where it is none or has no SHA-256. */
  public static Metalink read(String text, String origin) {
    List<URI> mirrors = new ArrayList<>();
    List<Sha256> digests = new ArrayList<>();
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      SafeXml xml = new SafeXml(new ByteArrayInputStream(bytes));
      while (xml.next()) {
        if (xml.starts("hash") && xml.attribute("type").equals("sha256")) {
          digests.add(new Sha256(xml.text()));
        } else if (xml.starts("url")) {
          mirror(xml.text()).ifPresent(mirrors::add);
        }
      }
    } catch (MalformedXml | IOException | IllegalArgumentException e) {
      throw refusal(origin, "the metalink cannot be used: " + e.getMessage(), e);
    }
    if (digests.isEmpty()) {
      throw refusal(origin, "the metalink has no sha256", null);
    }
    return new Metalink(mirrors, digests);
  }

  /** Reads a plain list: one address a line, comments after {@code #}. */
  public static List<URI> mirrorlist(String text) {
    List<URI> mirrors = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("http://") || line.startsWith("https://")) {
        mirrors.add(URI.create(line.endsWith("/") ? line : line + "/"));
      }
    }
    return mirrors;
  }

  /** The repository that a repomd.xml is of; mirrors by rsync or ftp are left out. */
  private static Optional<URI> mirror(String address) {
    boolean usable = address.startsWith("http") && address.endsWith(Repomd.PATH);
    String root = address.substring(0, Math.max(0, address.length() - Repomd.PATH.length()));
    return usable ? Optional.of(URI.create(root)) : Optional.empty();
  }

  private static Refusal refusal(String origin, String what, @Nullable Throwable cause) {
    return new Refusal(ExitCode.FAILED, List.of(new Problem(origin, what)), cause);
  }
}
