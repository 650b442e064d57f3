package org.pgv.mirror.upstream.repomd;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.upstream.Found;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.IndexFloors;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.Rejected;

/** Asks mirrors for a repository's repomd.xml until one gives an index that can be used. */
final class Repomds {
  private final Heads heads;
  private final IndexFloors floors;
  private final Reporter reporter;

  Repomds(Heads heads, IndexFloors floors, Reporter reporter) {
    this.heads = heads;
    this.floors = floors;
    this.reporter = reporter;
  }

  /** What came of one mirror. */
  private sealed interface Outcome {
    record Good(Repomd repomd, TrustedRepomd.Texts texts, Optional<Fingerprint> signer)
        implements Outcome {}

    record Bad(Rejected why) implements Outcome {}
  }

  /** The first index that {@code judge} accepts; refuses with the gravest reason there was. */
  TrustedRepomd find(PackageRepository repository, RepomdMirrors.Known known, RepomdJudge judge)
      throws InterruptedException {
    List<Rejected> rejected = new ArrayList<>();
    for (Mirror mirror : known.mirrors()) {
      switch (newEnough(repository, mirror, ask(mirror, known.digests(), judge))) {
        case Outcome.Good(
                Repomd repomd,
                TrustedRepomd.Texts texts,
                Optional<Fingerprint> signer) -> {
          log(repository, mirror, signer);
          rejected.forEach(r -> reporter.report(new Event.Warned(r.problem())));
          floors.remember(repository, "", repomd.date());
          return new TrustedRepomd(repomd, texts, signer, preferring(mirror, known.mirrors()));
        }
        case Outcome.Bad(Rejected why) -> rejected.add(why);
      }
    }
    throw Rejected.refusal(repository.name(), rejected);
  }

  private Outcome newEnough(PackageRepository repository, Mirror mirror, Outcome outcome) {
    String where = mirror.resolve(Repomd.PATH).toString();
    return switch (outcome) {
      case Outcome.Good good ->
          floors
              .tooOld(where, repository, "", good.repomd().date())
              .<Outcome>map(Outcome.Bad::new)
              .orElse(good);
      case Outcome.Bad bad -> bad;
    };
  }

  private Outcome ask(Mirror mirror, List<Sha256> digests, RepomdJudge judge)
      throws InterruptedException {
    URI address = mirror.resolve(Repomd.PATH);
    return switch (heads.find(address)) {
      case Found.Nothing(String why) ->
          new Outcome.Bad(Rejected.unavailable(address.toString(), why));
      case Found.Text(String text) when !digests.isEmpty() && !digests.contains(Sha256.of(text)) ->
          new Outcome.Bad(unlisted(address));
      case Found.Text(String text) -> judged(mirror, text, judge);
    };
  }

  private Outcome judged(Mirror mirror, String repomd, RepomdJudge judge)
      throws InterruptedException {
    String where = mirror.resolve(Repomd.PATH).toString();
    Optional<String> signature = Optional.empty();
    if (judge.wantsSignature()) {
      switch (heads.find(mirror.resolve(Repomd.SIGNATURE_PATH))) {
        case Found.Text(String text) -> signature = Optional.of(text);
        case Found.Nothing(String why) -> {
          return outcome(
              RepomdJudge.unsigned(where, why), new TrustedRepomd.Texts(repomd, signature));
        }
      }
    }
    TrustedRepomd.Texts texts = new TrustedRepomd.Texts(repomd, signature);
    return outcome(judge.judge(where, texts), texts);
  }

  private static Outcome outcome(RepomdJudge.Verdict verdict, TrustedRepomd.Texts texts) {
    return switch (verdict) {
      case RepomdJudge.Verdict.Accepted(Repomd repomd, Optional<Fingerprint> signer) ->
          new Outcome.Good(repomd, texts, signer);
      case RepomdJudge.Verdict.Refused(Rejected why) -> new Outcome.Bad(why);
    };
  }

  private static Rejected unlisted(URI address) {
    return new Rejected(
        ExitCode.NOT_TRUSTED,
        new Problem(
            address.toString(),
            "is not an index that the metalink names: old or altered",
            "use another mirror"));
  }

  private void log(PackageRepository repository, Mirror mirror, Optional<Fingerprint> signer) {
    reporter.log(
        repository.name()
            + ": from "
            + mirror.address()
            + " ("
            + mirror.named()
            + "), "
            + signer.map(key -> "signed by " + key).orElse("unsigned, as the manifest allows"));
  }

  private static List<Mirror> preferring(Mirror first, List<Mirror> mirrors) {
    List<Mirror> order = new ArrayList<>(mirrors);
    order.remove(first);
    order.addFirst(first);
    return order;
  }
}
