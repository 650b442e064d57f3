package org.pgv.installer.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.value.Sha256;

/**
 * The credentials of one site. What is asked for the first time is made at once but kept only by
 * {@link #save}, so that looking at a plan leaves nothing behind.
 */
public final class SiteCredentials implements Credentials {
  private static final int PASSWORD_LENGTH = 32;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String site;
  private final SecretFile file;
  private final Issuer issuer;
  private final SecureRandom random;
  private final SortedMap<String, String> passwords = new TreeMap<>();
  private final SortedMap<String, String> authority = new TreeMap<>();
  private final SortedMap<String, Issued> leaves = new TreeMap<>();
  private boolean changed;

  /** A leaf with the digest of what was asked for. */
  private record Issued(Sha256 request, String chain, String key) {}

  private SiteCredentials(String site, SecretFile file, Issuer issuer, SecureRandom random) {
    this.site = site;
    this.file = file;
    this.issuer = issuer;
    this.random = random;
  }

  /** Reads what the file remembers. */
  public static SiteCredentials open(
      String site, SecretFile file, Issuer issuer, SecureRandom random) {
    SiteCredentials credentials = new SiteCredentials(site, file, issuer, random);
    file.read().ifPresent(text -> credentials.load(Json.tree(text)));
    return credentials;
  }

  private void load(JsonNode root) {
    root.path("passwords").properties().forEach(e -> passwords.put(e.getKey(), text(e.getValue())));
    root.path("authority").properties().forEach(e -> authority.put(e.getKey(), text(e.getValue())));
    for (Map.Entry<String, JsonNode> entry : root.path("leaves").properties()) {
      JsonNode leaf = entry.getValue();
      leaves.put(
          entry.getKey(),
          new Issued(
              new Sha256(text(leaf.path("request"))),
              text(leaf.path("chain")),
              text(leaf.path("key"))));
    }
  }

  private static String text(JsonNode node) {
    return node.asText();
  }

  @Override
  public synchronized Secret password(String name) {
    return new Secret(passwords.computeIfAbsent(name, _ -> newPassword()));
  }

  private String newPassword() {
    changed = true;
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  @Override
  public synchronized Authorities authorities() {
    return issuer.authorities(authority());
  }

  private SortedMap<String, String> authority() {
    if (authority.isEmpty()) {
      authority.putAll(issuer.create(site));
      changed = true;
    }
    return authority;
  }

  @Override
  public synchronized Leaf leaf(LeafRequest request) {
    Sha256 wanted = Sha256.of(request.toString());
    Issued known = leaves.get(request.name());
    if (known != null && known.request().equals(wanted)) {
      Leaf leaf = new Leaf(known.chain(), new Secret(known.key()));
      if (!issuer.isDue(leaf)) {
        return leaf;
      }
    }
    Leaf leaf = issuer.issue(authority(), request);
    leaves.put(request.name(), new Issued(wanted, leaf.chain(), leaf.key().reveal()));
    changed = true;
    return leaf;
  }

  /** Keeps what was made since it was read; before any host learns of it. */
  public synchronized void save() {
    if (!changed) {
      return;
    }
    file.write(
        Json.pretty(
            Map.of("passwords", passwords, "authority", authority, "leaves", leaves)));
    changed = false;
  }
}
