package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.escrow.Escrows;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.installer.secret.SecretFile;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.session.Disclosure;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.InstalledSite;
import org.pgv.installer.state.EscrowMemory;
import org.pgv.installer.state.Operator;
import org.pgv.installer.state.SiteState;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;
import picocli.CommandLine;

/** What several runs keep of one site at the same time is all kept. */
class WritersAtOnceTest {
  private static final int ROLES = 12;
  private static final String BACKUPS = "pgbackrest/main/cipher";

  private final Path folder;
  private final Path site;
  private final Environment environment;
  private final Disclosure disclosure;

  WritersAtOnceTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    site = folder.resolve("site.yaml");
    StringBuilder roles = new StringBuilder();
    for (int i = 0; i < ROLES; i++) {
      roles.append("\n      - { name: r%d, auth: certificate }".formatted(i));
    }
    Files.writeString(
        site,
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts:
          - { name: db1, address: 10.77.0.11, roles: [etcd, backup] }
        clusters:
          - name: main
            members: [db1]
            databases: [{ name: app, owner: app_owner }]
            roles:
              - { name: app_owner }%s
        """
            .formatted(roles));
    Console console = new Console(quiet(), quiet(), false);
    environment =
        new Environment(
            new Environment.Folders(folder, folder),
            Clock.systemUTC(),
            new SecureRandom(),
            console,
            Optional.empty());
    disclosure = new Disclosure(environment, Operator.of(Map.of(), "root"));
    SiteCredentials made = fresh();
    var _ = made.authorities();
    assertEquals(List.of(), made.save());
  }

  @Test
  void everyClientBundleIsKept() throws Exception {
    List<Callable<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < ROLES; i++) {
      String role = "r" + i;
      commands.add(() -> clientBundle(role, role));
    }

    assertEquals(List.of(0), atOnce(commands).stream().distinct().toList());

    for (int i = 0; i < ROLES; i++) {
      assertTrue(holds("r" + i, kept("r" + i)), "r" + i);
    }
    assertEquals(ROLES, disclosure.log(open().site()).entries().size());
  }

  @Test
  void twoBundlesOfOneRoleHoldTheSameKey() throws Exception {
    List<Callable<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < ROLES; i++) {
      String file = "copy" + i;
      commands.add(() -> clientBundle("r0", file));
    }

    assertEquals(List.of(0), atOnce(commands).stream().distinct().toList());

    for (int i = 0; i < ROLES; i++) {
      assertTrue(holds("copy" + i, kept("r0")), "copy" + i);
    }
  }

  @Test
  void aClientBundleBesideApplyDropsNoPassphrase() {
    SiteCredentials apply = fresh();
    SiteCredentials bundle = fresh();
    Secret passphrase = apply.password(BACKUPS);
    Credentials.Leaf leaf = bundle.leaf(LeafRequest.application("clients/main/r1", "r1"));

    apply.saveAsPlanned();
    assertEquals(List.of(), bundle.save());
    apply.settle();
    apply.saveAsPlanned();

    assertEquals(passphrase, fresh().password(BACKUPS));
    assertEquals(leaf.chain(), kept("r1").chain());
  }

  @Test
  void whoPlannedWithASecretThatGaveWayBeginsAgain() {
    SiteCredentials apply = fresh();
    var _ = apply.password("postgres/main/app_owner");
    SiteCredentials bundle = fresh();
    Secret told = bundle.password("postgres/main/app_owner");
    assertEquals(List.of(), bundle.save());

    Refusal refusal = assertThrows(Refusal.class, apply::saveAsPlanned);

    assertEquals(ExitCode.LOCKED, refusal.code());
    assertEquals(told, fresh().password("postgres/main/app_owner"));
  }

  @Test
  void anEscrowThatIsWrittenMeanwhileHidesNoChangeOfKeys() {
    Path memory = open().state().escrow();
    EscrowMemory.change(memory, _ -> new EscrowMemory("before", ""));
    SiteCredentials apply = fresh();
    var _ = apply.password(BACKUPS);

    // The escrow was made of what was there before, and is written down after apply has been by.
    Escrows.remember(open().site(), apply, memory);
    EscrowMemory.change(memory, known -> new EscrowMemory(known.present(), "before"));

    assertFalse(EscrowMemory.read(memory).present().equals("before"));
  }

  private int clientBundle(String role, String file) {
    return new CommandLine(
            new ClientBundleCommand(disclosure, new Console(quiet(), quiet(), false)))
        .execute(role, "--site", site.toString(), "--output", folder.resolve(file).toString());
  }

  private static List<Integer> atOnce(List<Callable<Integer>> commands) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(commands.size())) {
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> code : threads.invokeAll(commands)) {
        codes.add(code.get());
      }
      return codes;
    }
  }

  /** Archives are not compressed. */
  private boolean holds(String file, Credentials.Leaf leaf) throws IOException {
    String all = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    return all.contains(leaf.chain()) && all.contains(leaf.key().reveal());
  }

  private Credentials.Leaf kept(String role) {
    return fresh().leaf(LeafRequest.application("clients/main/" + role, role));
  }

  private InstalledSite open() {
    return InstalledSite.open(environment, site);
  }

  private SiteCredentials fresh() {
    Path state = SiteState.of(folder, "demo").folder();
    SecretFile file =
        new SecretFile(
            state.resolve("secrets"),
            state.resolveSibling("demo.key"),
            Optional.empty(),
            new SecureRandom());
    return SiteCredentials.open("demo", file, Clock.systemUTC(), new SecureRandom());
  }

  private static PrintStream quiet() {
    return new PrintStream(new ByteArrayOutputStream());
  }
}
