package org.pgv.installer.component;

import java.util.Optional;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.manifests.value.Secret;

/** Credentials that say what they would be. */
public final class FakeCredentials implements Credentials {
  private final Optional<Inheritance> inheritance;

  public FakeCredentials() {
    this(Optional.empty());
  }

  /** Of a site whose clusters all inherit the same. */
  FakeCredentials(Optional<Inheritance> inheritance) {
    this.inheritance = inheritance;
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
    return inheritance;
  }

  @Override
  public Authorities authorities() {
    return new Authorities("root certificate\n", "server authority\n", "client authority\n");
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
}
