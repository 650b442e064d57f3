package org.pgv.installer.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgv.installer.enrolment.Generation;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.value.Sha256;
import org.pgv.pki.x509.ApplicationAuthority;
import org.pgv.pki.x509.AuthorityPem;
import org.pgv.pki.x509.AuthorityPem.Intermediate;

/** What is remembered of a site's credentials; as text it belongs into a {@link SecretFile}. */
final class CredentialStore {
  private final SortedMap<String, Secret> passwords = new TreeMap<>();
  private final SortedMap<String, Secret> given = new TreeMap<>();
  private final SortedMap<String, Inheritance> inherited = new TreeMap<>();
  private final SortedMap<String, KeptLeaf> leaves = new TreeMap<>();
  private Optional<AuthorityPem> authority = Optional.empty();
  private Optional<ApplicationAuthority.Kept> applications = Optional.empty();
  private List<Generation> lineage = List.of();
  private boolean ahead;

  /**
   * A leaf that was issued.
   *
   * @param request the digest of what was asked for
   */
  record KeptLeaf(Sha256 request, Instant notAfter, String chain, Secret key) {}

  private CredentialStore() {}

  static CredentialStore empty() {
    return new CredentialStore();
  }

  static CredentialStore parse(String text) {
    JsonNode root = Json.tree(text);
    CredentialStore store = new CredentialStore();
    for (Map.Entry<String, JsonNode> entry : root.path("passwords").properties()) {
      store.passwords.put(entry.getKey(), new Secret(entry.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> entry : root.path("given").properties()) {
      store.given.put(entry.getKey(), secret(entry.getValue()));
    }
    for (Map.Entry<String, JsonNode> entry : root.path("inherited").properties()) {
      store.inherited.put(entry.getKey(), inheritance(entry.getValue()));
    }
    for (Map.Entry<String, JsonNode> entry : root.path("leaves").properties()) {
      store.leaves.put(entry.getKey(), leaf(entry.getValue()));
    }
    store.lineage = root.path("lineage").valueStream().map(CredentialStore::generation).toList();
    store.ahead = root.path("ahead").asBoolean();
    if (root.has("authority")) {
      store.authority = Optional.of(authority(root.path("authority")));
    }
    if (root.has("applications")) {
      JsonNode node = root.path("applications");
      store.applications =
          Optional.of(
              new ApplicationAuthority.Kept(
                  node.path("certificate").asText(), secret(node.path("key"))));
    }
    return store;
  }

  private static Generation generation(JsonNode node) {
    return new Generation(node.path("id").asText(), Instant.parse(node.path("at").asText()));
  }

  private static Inheritance inheritance(JsonNode node) {
    return new Inheritance(
        node.path("point").asText(),
        node.path("logins").valueStream().map(JsonNode::asText).toList(),
        Optional.of(node.path("source").asText()).filter(source -> !source.isEmpty()));
  }

  private static KeptLeaf leaf(JsonNode node) {
    return new KeptLeaf(
        new Sha256(node.path("request").asText()),
        Instant.parse(node.path("notAfter").asText()),
        node.path("chain").asText(),
        secret(node.path("key")));
  }

  private static AuthorityPem authority(JsonNode node) {
    return new AuthorityPem(
        node.path("root").asText(),
        node.has("rootKey") ? Optional.of(secret(node.path("rootKey"))) : Optional.empty(),
        new Intermediate(node.path("server").asText(), secret(node.path("serverKey"))),
        new Intermediate(node.path("client").asText(), secret(node.path("clientKey"))));
  }

  private static Secret secret(JsonNode node) {
    return new Secret(node.asText());
  }

  SortedMap<String, Secret> passwords() {
    return passwords;
  }

  SortedMap<String, Secret> given() {
    return given;
  }

  SortedMap<String, Inheritance> inherited() {
    return inherited;
  }

  SortedMap<String, KeptLeaf> leaves() {
    return leaves;
  }

  Optional<AuthorityPem> authority() {
    return authority;
  }

  void keep(AuthorityPem pem) {
    authority = Optional.of(pem);
  }

  Optional<ApplicationAuthority.Kept> applications() {
    return applications;
  }

  void keep(ApplicationAuthority.Kept made) {
    applications = Optional.of(made);
  }

  /** What hosts were brought to, the oldest first. */
  List<Generation> lineage() {
    return lineage;
  }

  /** Whether there is something in it that hosts were not brought to yet. */
  boolean isAhead() {
    return ahead;
  }

  /** Says that there is. */
  void runAhead() {
    ahead = true;
  }

  /** Adds to the lineage; what is here now is what hosts are brought to. */
  void follow(List<Generation> next) {
    lineage = Stream.concat(lineage.stream(), next.stream()).distinct().toList();
    ahead = false;
  }

  /**
   * Takes up what another one kept since: its changes and ours, and its where both changed the
   * same, for whoever was first may have told others already.
   *
   * @param before what both began with
   * @param now what is kept now
   * @return what of ours gave way, by name
   */
  List<String> takeUp(CredentialStore before, CredentialStore now) {
    List<String> gaveWay = new ArrayList<>();
    gaveWay.addAll(takeUp(passwords, before.passwords, now.passwords));
    gaveWay.addAll(takeUp(given, before.given, now.given));
    gaveWay.addAll(takeUp(inherited, before.inherited, now.inherited));
    gaveWay.addAll(takeUp(leaves, before.leaves, now.leaves));
    // Only an apply adds to it, and only one of them is at work at a time.
    if (!now.lineage.equals(before.lineage)) {
      if (!lineage.equals(before.lineage)) {
        gaveWay.add("lineage");
      }
      lineage = now.lineage;
    }
    ahead |= now.ahead;
    if (!now.authority.equals(before.authority) && !now.authority.equals(authority)) {
      if (!authority.equals(before.authority)) {
        gaveWay.add("authority");
      }
      authority = now.authority;
    }
    if (!now.applications.equals(before.applications) && !now.applications.equals(applications)) {
      if (!applications.equals(before.applications)) {
        gaveWay.add("authority of applications");
      }
      applications = now.applications;
    }
    return gaveWay;
  }

  private static <T> List<String> takeUp(
      SortedMap<String, T> ours, SortedMap<String, T> before, SortedMap<String, T> now) {
    List<String> gaveWay = new ArrayList<>();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Optional<T> had = Optional.ofNullable(before.get(name));
      Optional<T> has = Optional.ofNullable(now.get(name));
      Optional<T> mine = Optional.ofNullable(ours.get(name));
      if (has.equals(had) || has.equals(mine)) {
        continue;
      }
      if (!mine.equals(had)) {
        gaveWay.add(name);
      }
      has.ifPresentOrElse(value -> ours.put(name, value), () -> ours.remove(name));
    }
    return gaveWay;
  }

  String text() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("passwords", open(passwords));
    document.put("given", open(given));
    Map<String, Object> origins = new TreeMap<>();
    inherited.forEach((cluster, origin) -> origins.put(cluster, document(origin)));
    document.put("inherited", origins);
    Map<String, Object> issued = new TreeMap<>();
    leaves.forEach((name, leaf) -> issued.put(name, document(leaf)));
    document.put("leaves", issued);
    authority.ifPresent(pem -> document.put("authority", document(pem)));
    applications.ifPresent(
        pem ->
            document.put(
                "applications",
                Map.of("certificate", pem.certificate(), "key", pem.key().reveal())));
    document.put(
        "lineage",
        lineage.stream().map(g -> Map.of("id", g.id(), "at", g.at().toString())).toList());
    document.put("ahead", ahead);
    return Json.pretty(document);
  }

  private static Map<String, String> open(SortedMap<String, Secret> secrets) {
    Map<String, String> open = new TreeMap<>();
    secrets.forEach((name, secret) -> open.put(name, secret.reveal()));
    return open;
  }

  private static Map<String, Object> document(Inheritance inheritance) {
    Map<String, Object> document = new TreeMap<>();
    document.put("point", inheritance.point());
    document.put("logins", inheritance.logins());
    inheritance.source().ifPresent(source -> document.put("source", source));
    return document;
  }

  private static Map<String, String> document(KeptLeaf leaf) {
    return Map.of(
        "request",
        leaf.request().hex(),
        "notAfter",
        leaf.notAfter().toString(),
        "chain",
        leaf.chain(),
        "key",
        leaf.key().reveal());
  }

  private static Map<String, String> document(AuthorityPem pem) {
    Map<String, String> document = new TreeMap<>();
    document.put("root", pem.root());
    pem.rootKey().ifPresent(key -> document.put("rootKey", key.reveal()));
    document.put("server", pem.server().chain());
    document.put("serverKey", pem.server().key().reveal());
    document.put("client", pem.client().chain());
    document.put("clientKey", pem.client().key().reveal());
    return document;
  }
}
