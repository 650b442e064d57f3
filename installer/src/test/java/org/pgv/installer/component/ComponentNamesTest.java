package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pgv.installer.component.etcd.EtcdComponent;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.Secret;

/** No role may be taken for a component, whichever components there are by now. */
class ComponentNamesTest {

  /** Remembers what the certificates of clients are to say. */
  private static final class Remembering implements Credentials {
    private final Credentials credentials = new FakeCredentials();
    private final Set<String> clients = new TreeSet<>();

    @Override
    public Secret password(String name) {
      return credentials.password(name);
    }

    @Override
    public Secret given(String name) {
      return credentials.given(name);
    }

    @Override
    public Optional<Inheritance> inheritance(String cluster) {
      return credentials.inheritance(cluster);
    }

    @Override
    public Authorities authorities() {
      return credentials.authorities();
    }

    @Override
    public List<Generation> lineage() {
      return List.of();
    }

    @Override
    public Leaf leaf(LeafRequest request, Instant end) {
      return leaf(request);
    }

    @Override
    public Leaf leaf(LeafRequest request) {
      if (request.usage() == LeafRequest.Usage.CLIENT) {
        request.commonName().ifPresent(clients::add);
      }
      return credentials.leaf(request);
    }

    @Override
    public Leaf pass(LeafRequest request, Duration validity) {
      leaf(request);
      return credentials.pass(request, validity);
    }
  }

  @Test
  void whatComponentsAreCalledInTheirCertificatesIsNoRolesName() {
    Remembering credentials = new Remembering();
    for (String example : List.of("four-hosts", "three-hosts", "one-host")) {
      Topology topology = Topologies.ofExample(example, credentials);
      Components.stages(topology);
      topology.site().clusters().forEach(c -> credentials.clients.add(EtcdComponent.account(c)));
    }
    assertFalse(credentials.clients.isEmpty());

    for (String name : credentials.clients) {
      assertEquals(false, isTaken(name), name);
    }
    assertEquals(true, isTaken("auditor"));
  }

  private static boolean isTaken(String role) {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.0.0.1 }]
        clusters: [{ name: main, members: [a], roles: [{ name: ROLE, auth: certificate }] }]
        """;
    return SiteReader.read("site.yaml", text.replace("ROLE", role)) instanceof Loaded.Ok<Site>;
  }
}
