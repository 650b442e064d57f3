package org.pgv.installer.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.manifests.value.Secret;

/** Credentials that say what they would be. */
public final class FakeCredentials implements Credentials {
  private final Map<String, Inheritance> inherited;

  public FakeCredentials() {
    this(Map.of());
  }

  /** Of a site some of whose clusters inherit something. */
  FakeCredentials(Map<String, Inheritance> inherited) {
    this.inherited = Map.copyOf(inherited);
  }

  @Override
  public Secret password(String name) {
    return new Secret("password-of-" + name.replace('/', '-'));
  }

  @Override
  public Secret given(String name) {
    return new Secret("given " + name);
  }

  @Override
  public Optional<Inheritance> inheritance(String cluster) {
    return Optional.ofNullable(inherited.get(cluster));
  }

  @Override
  public List<Generation> lineage() {
    return List.of();
  }

  @Override
  public Authorities authorities() {
    return new Authorities(
        "root certificate\n",
        "server authority\n",
        "client authority\n",
        "applications authority\n");
  }

  @Override
  public Leaf leaf(LeafRequest request) {
    String what =
        "%s certificate CN=%s OU=%s dns=%s addresses=%s"
            .formatted(
                request.usage(),
                request.commonName().orElse(""),
                request.organizationalUnit().orElse(""),
                String.join(",", request.names().dns()),
                String.join(",", request.names().addresses()));
    return new Leaf(what + "\n", new Secret("key of " + request.name() + "\n"));
  }

  @Override
  public Leaf leaf(LeafRequest request, Instant end) {
    return leaf(request);
  }

  @Override
  public Leaf pass(LeafRequest request, Duration validity) {
    Leaf leaf = leaf(request);
    return new Leaf(leaf.chain() + "for " + validity.toDays() + " days\n", leaf.key());
  }
}
