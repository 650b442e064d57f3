package org.pgv.mirror.upstream.apt;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Blob;
import org.pgv.mirror.upstream.Found;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.IndexFloors;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.Rejected;

/** Asks mirrors for a suite's signed index until one gives an index that can be trusted. */
final class InReleases {
  private final Heads heads;
  private final IndexFloors floors;
  private final Reporter reporter;

  InReleases(Heads heads, IndexFloors floors, Reporter reporter) {
    this.heads = heads;
    this.floors = floors;
    this.reporter = reporter;
  }

  /** The first index that {@code judge} accepts; refuses with the gravest reason there was. */
  SignedIndex find(
      PackageRepository repository, String suite, List<Mirror> mirrors, IndexJudge judge)
      throws InterruptedException {
    List<Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < mirrors.size(); i++) {
      Mirror mirror = mirrors.get(i);
      switch (ask(repository, suite, mirror, judge)) {
        case Outcome.Good(
                SignedIndex.Documents documents,
                IndexJudge.Verdict.Accepted accepted) -> {
          reporter.log(
              repository.name()
                  + " "
                  + suite
                  + ": from "
                  + mirror.address()
                  + " ("
                  + mirror.named()
                  + "), signed by "
                  + accepted.signer()
                  + accepted.remark());
          rejected.forEach(r -> reporter.report(new Event.Warned(r.problem())));
          return new SignedIndex(
              suite, documents, accepted.release(), accepted.signer(), preferring(i, mirrors));
        }
        case Outcome.Bad(Rejected why) -> rejected.add(why);
      }
    }
    throw Rejected.refusal(repository.name(), rejected);
  }

  /** What came of one mirror. */
  private sealed interface Outcome {
    record Good(SignedIndex.Documents documents, IndexJudge.Verdict.Accepted accepted)
        implements Outcome {}

    record Bad(Rejected why) implements Outcome {}
  }

  private Outcome ask(PackageRepository repository, String suite, Mirror mirror, IndexJudge judge)
      throws InterruptedException {
    URI address = mirror.resolve(SignedIndex.path(suite, "InRelease"));
    return switch (heads.find(address)) {
      case Found.Nothing(String why, boolean answered) -> {
        Outcome unavailable = new Outcome.Bad(Rejected.unavailable(address.toString(), why));
        yield answered
            ? askForParts(repository, suite, mirror, judge).orElse(unavailable)
            : unavailable;
      }
      case Found.Got(Blob content) -> {
        SignedIndex.Documents one = new SignedIndex.Documents(content, Optional.empty());
        yield judged(address, repository, suite, one, judge);
      }
    };
  }

  /** The index and its signature in two files, as archives had them before there was one. */
  private Optional<Outcome> askForParts(
      PackageRepository repository, String suite, Mirror mirror, IndexJudge judge)
      throws InterruptedException {
    URI address = mirror.resolve(SignedIndex.path(suite, "Release"));
    if (heads.find(address) instanceof Found.Got(Blob release)
        && heads.find(mirror.resolve(SignedIndex.path(suite, "Release.gpg")))
            instanceof Found.Got(Blob signature)) {
      SignedIndex.Documents parts = new SignedIndex.Documents(release, Optional.of(signature));
      return Optional.of(judged(address, repository, suite, parts, judge));
    }
    return Optional.empty();
  }

  private Outcome judged(
      URI address,
      PackageRepository repository,
      String suite,
      SignedIndex.Documents documents,
      IndexJudge judge)
      throws InterruptedException {
    return switch (judge.judge(address.toString(), suite, documents)) {
      case IndexJudge.Verdict.Accepted accepted ->
          floors
              .tooOld(address.toString(), repository, suite, date(accepted))
              .<Outcome>map(Outcome.Bad::new)
              .orElse(new Outcome.Good(documents, accepted));
      case IndexJudge.Verdict.Refused(Rejected why) -> new Outcome.Bad(why);
    };
  }

  private static Instant date(IndexJudge.Verdict.Accepted accepted) {
    return accepted.release().date().orElse(Instant.EPOCH);
  }

  private static List<Mirror> preferring(int first, List<Mirror> mirrors) {
    List<Mirror> order = new ArrayList<>(mirrors);
    order.addFirst(order.remove(first));
    return order;
  }
}
