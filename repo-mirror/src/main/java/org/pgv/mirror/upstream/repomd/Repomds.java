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
import org.pgv.manifests.value.Blob;
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
    record Good(Repomd repomd, TrustedRepomd.Documents documents, Optional<Fingerprint> signer)
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
                TrustedRepomd.Documents documents,
                Optional<Fingerprint> signer) -> {
          log(repository, mirror, signer);
          rejected.forEach(r -> reporter.report(new Event.Warned(r.problem())));
          floors.remember(repository, "", repomd.date());
          return new TrustedRepomd(repomd, documents, signer, preferring(mirror, known.mirrors()));
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
      case Found.Nothing(String why, boolean _) ->
          new Outcome.Bad(Rejected.unavailable(address.toString(), why));
      case Found.Got(Blob content) when !digests.isEmpty() && !digests.contains(content.sha256()) ->
          new Outcome.Bad(unlisted(address));
      case Found.Got(Blob content) -> judged(mirror, content, judge);
    };
  }

  private Outcome judged(Mirror mirror, Blob repomd, RepomdJudge judge)
      throws InterruptedException {
    String where = mirror.resolve(Repomd.PATH).toString();
    Optional<Blob> signature = Optional.empty();
    if (judge.wantsSignature()) {
      switch (heads.find(mirror.resolve(Repomd.SIGNATURE_PATH))) {
        case Found.Got(Blob content) -> signature = Optional.of(content);
        case Found.Nothing(String why, boolean _) -> {
          return outcome(
              RepomdJudge.unsigned(where, why), new TrustedRepomd.Documents(repomd, signature));
        }
      }
    }
    TrustedRepomd.Documents documents = new TrustedRepomd.Documents(repomd, signature);
    return outcome(judge.judge(where, documents), documents);
  }

  private static Outcome outcome(RepomdJudge.Verdict verdict, TrustedRepomd.Documents documents) {
    return switch (verdict) {
      case RepomdJudge.Verdict.Accepted(Repomd repomd, Optional<Fingerprint> signer) ->
          new Outcome.Good(repomd, documents, signer);
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
