package org.pgv.installer.secret;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.state.Turn;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.value.Sha256;
import org.pgv.pki.x509.ApplicationAuthority;
import org.pgv.pki.x509.Authority;
import org.pgv.pki.x509.AuthorityPem;
import org.pgv.pki.x509.CertificateFacts;
import org.pgv.pki.x509.Issued;

/**
 * The credentials of one site. What is asked for the first time is made at once but kept only by
 * {@link #save}, so that looking at a plan leaves nothing behind.
 */
public final class SiteCredentials implements Credentials {
  /** A leaf is issued again when less than this is left of its time. */
  private static final Duration RENEW_BEFORE_END = Duration.ofDays(60);

  private static final int PASSWORD_LENGTH = 32;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String site;
  private final SecretFile file;
  private final Clock clock;
  private final SecureRandom random;
  private final CredentialStore kept;
  private Optional<String> read;
  private final Map<String, Leaf> passes = new HashMap<>();
  private Optional<Authority> authority = Optional.empty();
  private final Generation next;
  private boolean changed;
  private boolean ahead;

  private SiteCredentials(
      String site, SecretFile file, Optional<String> read, Clock clock, SecureRandom random) {
    this.site = site;
    this.file = file;
    this.read = read;
    this.kept = store(read);
    this.ahead = kept.isAhead();
    byte[] lot = new byte[Long.BYTES];
    random.nextBytes(lot);
    this.next =
        new Generation(
            HexFormat.of().formatHex(lot), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    this.clock = clock;
    this.random = random;
  }

  /** Reads what the file remembers. */
  public static SiteCredentials open(
      String site, SecretFile file, Clock clock, SecureRandom random) {
    return new SiteCredentials(site, file, file.read(), clock, random);
  }

  private static CredentialStore store(Optional<String> text) {
    return text.map(CredentialStore::parse).orElseGet(CredentialStore::empty);
  }

  @Override
  public synchronized Secret password(String name) {
    return kept.passwords().computeIfAbsent(name, _ -> newPassword());
  }

  /** The passwords there are, sorted. */
  public synchronized List<String> passwordNames() {
    return kept.passwords().keySet().stream().sorted().toList();
  }

  @Override
  public synchronized Secret given(String name) {
    Secret known = kept.given().get(name);
    if (known == null) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "secrets of site " + site,
              "'" + name + "' was never given",
              "say in the site file which file has it"));
    }
    return known;
  }

  /** Whether somebody gave us this. */
  public synchronized boolean isGiven(String name) {
    return kept.given().containsKey(name);
  }

  /** Takes what somebody outside of the site gave us; it replaces what was given before. */
  public synchronized void take(String name, Secret given) {
    if (!given.equals(kept.given().put(name, given))) {
      change();
    }
  }

  @Override
  public synchronized Optional<Inheritance> inheritance(String cluster) {
    return Optional.ofNullable(kept.inherited().get(cluster));
  }

  /**
   * Lets a cluster be made from a repository that another one has written.
   *
   * @param passwords what opens the repository, by the names that they are asked for by
   */
  public synchronized void inherit(
      String cluster, Inheritance inheritance, Map<String, Secret> passwords) {
    kept.inherited().put(cluster, inheritance);
    kept.passwords().putAll(passwords);
    change();
  }

  /**
   * Says that all clusters are made: what comes from another cluster of the site has nothing to do
   * with that one any more.
   */
  public synchronized void settle() {
    changed |= kept.inherited().values().removeIf(inheritance -> !inheritance.goesOn());
  }

  /** Something that hosts will be brought to. */
  private void change() {
    changed = true;
    ahead = true;
  }

  private Secret newPassword() {
    change();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new Secret(password.toString());
  }

  @Override
  public synchronized Authorities authorities() {
    AuthorityPem pem = authorityPem();
    return new Authorities(
        pem.root(), pem.server().chain(), pem.client().chain(), applications().certificate());
  }

  @Override
  public synchronized Leaf leaf(LeafRequest request) {
    Sha256 wanted = Sha256.of(request.toString());
    CredentialStore.KeptLeaf known = kept.leaves().get(request.name());
    Instant soon = clock.instant().plus(RENEW_BEFORE_END);
    if (known != null && known.request().equals(wanted) && known.notAfter().isAfter(soon)) {
      return new Leaf(known.chain(), known.key());
    }
    return keep(request.name(), wanted, issued(request));
  }

  @Override
  public synchronized Leaf leaf(LeafRequest request, Instant end) {
    if (!end.isAfter(clock.instant())) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              request.name(),
              "is not let in any more since " + end,
              "say another 'until' in the site file, and apply it"));
    }
    Sha256 wanted = Sha256.of(request + " until " + end);
    CredentialStore.KeptLeaf known = kept.leaves().get(request.name());
    Instant soon = clock.instant().plus(RENEW_BEFORE_END);
    boolean lasts =
        known != null
            && (known.notAfter().isAfter(soon) || !known.notAfter().isBefore(end.minusSeconds(1)));
    if (known != null && known.request().equals(wanted) && lasts) {
      return new Leaf(known.chain(), known.key());
    }
    return keep(request.name(), wanted, issued(request, end));
  }

  private Leaf keep(String name, Sha256 wanted, Issued issued) {
    List<CertificateFacts> facts = CertificateFacts.read(name, issued.chain()).orRefuse();
    kept.leaves()
        .put(
            name,
            new CredentialStore.KeptLeaf(
                wanted, facts.getFirst().notAfter(), issued.chain(), issued.key()));
    if (name.startsWith(LeafRequest.CLIENTS)) {
      changed = true;
    } else {
      change();
    }
    return new Leaf(issued.chain(), issued.key());
  }

  private Issued issued(LeafRequest request) {
    return switch (request.usage()) {
      case SERVER, CLIENT -> authority().issue(request.certificate());
      case APPLICATION ->
          ApplicationAuthority.load(applications(), clock, random)
              .orRefuse()
              .issue(request.commonName().orElseThrow());
    };
  }

  private Issued issued(LeafRequest request, Instant end) {
    return switch (request.usage()) {
      case SERVER, CLIENT -> authority().issue(request.certificate(), end);
      case APPLICATION ->
          ApplicationAuthority.load(applications(), clock, random)
              .orRefuse()
              .issue(request.commonName().orElseThrow(), end);
    };
  }

  /** Sites that were made before there was one get it with their next certificate. */
  private ApplicationAuthority.Kept applications() {
    if (kept.applications().isEmpty()) {
      kept.keep(ApplicationAuthority.create(site, clock, random).pem());
      change();
    }
    return kept.applications().orElseThrow();
  }

  @Override
  public synchronized Leaf pass(LeafRequest request, Duration validity) {
    return passes.computeIfAbsent(
        request.name(),
        _ -> {
          Issued issued = authority().issue(request.certificate(), validity);
          return new Leaf(issued.chain(), issued.key());
        });
  }

  private AuthorityPem authorityPem() {
    return kept.authority().orElseGet(() -> authority().pem());
  }

  /** The root's key; empty where it was taken offline. */
  public synchronized Optional<Secret> rootKey() {
    return authorityPem().rootKey();
  }

  /** Issues go on without it: they are the intermediates' work. */
  public synchronized void forgetRootKey() {
    keepRootKey(Optional.empty());
  }

  /** Refuses a key that is not the root's. */
  public synchronized void takeRootKey(Secret key) {
    keepRootKey(Optional.of(key));
  }

  private void keepRootKey(Optional<Secret> key) {
    AuthorityPem known = authorityPem();
    AuthorityPem next = new AuthorityPem(known.root(), key, known.server(), known.client());
    authority = Optional.of(Authority.load(next, clock, random).orRefuse());
    kept.keep(next);
    changed = true;
  }

  /** Parsed only when something has to be issued: most runs only need the texts. */
  private Authority authority() {
    if (authority.isEmpty()) {
      Optional<AuthorityPem> pem = kept.authority();
      authority =
          Optional.of(
              pem.isPresent()
                  ? Authority.load(pem.get(), clock, random).orRefuse()
                  : Authority.create(site, clock, random));
      if (pem.isEmpty()) {
        kept.keep(authority.get().pem());
        applications();
        change();
      }
    }
    return authority.get();
  }

  @Override
  public synchronized List<Generation> lineage() {
    return kept.lineage();
  }

  /** What hosts will have been brought to once these secrets are kept as planned. */
  public synchronized Generation generation() {
    return ahead || kept.lineage().isEmpty() ? next : kept.lineage().getLast();
  }

  /**
   * Goes on in the place of newer secrets that are lost.
   *
   * @param lost what hosts were brought to
   */
  public synchronized void replace(List<Generation> lost) {
    kept.follow(lost);
    change();
  }

  /**
   * Keeps what was made since it was read; before any host learns of it. What others kept meanwhile
   * is taken up.
   *
   * @return what was made here, and gave way to what another one kept of the same name: whoever has
   *     told or planned it must begin again
   */
  public synchronized List<String> save() {
    if (!changed) {
      return List.of();
    }
    if (ahead) {
      kept.runAhead();
    }
    return write();
  }

  private List<String> write() {
    try (Turn _ = file.turn()) {
      Optional<String> now = file.read();
      List<String> gaveWay = now.equals(read) ? List.of() : kept.takeUp(store(read), store(now));
      String text = kept.text();
      file.write(text);
      read = Optional.of(text);
      changed = false;
      if (gaveWay.contains("authority")) {
        authority = Optional.empty();
      }
      return gaveWay;
    }
  }

  /**
   * The same for whoever has planned with it: refused with exit code 9 where something gave way.
   */
  public synchronized void saveAsPlanned() {
    Generation generation = generation();
    if (!changed && kept.lineage().contains(generation)) {
      return;
    }
    List<String> earlier = kept.lineage().stream().map(Generation::id).toList();
    if (!earlier.contains(generation.id())) {
      kept.follow(List.of(generation));
    }
    ahead = false;
    refuse(write());
  }

  /** Keeps what was changed on purpose; refused with exit code 9 where something gave way. */
  public void saveOrBeginAgain() {
    refuse(save());
  }

  private void refuse(List<String> gaveWay) {
    if (!gaveWay.isEmpty()) {
      throw new Refusal(
          ExitCode.LOCKED,
          new Problem(
              "secrets of site " + site,
              "another run has kept the same at the same time: " + String.join(", ", gaveWay),
              "run this again: it goes on with those"));
    }
  }
}
