package org.pgv.mirror.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.fetch.Document;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Validators;

/** Asks mirrors for a suite's signed index until one gives an index that can be trusted. */
final class InReleases {
  private final Optional<Fetcher> network;
  private final RememberedHeads heads;
  private final Reporter reporter;

  /** What one mirror had to say. */
  private sealed interface Found {
    record Text(String text) implements Found {}

    record Nothing(String why) implements Found {}
  }

  /**
   * @param network empty to use only what was seen before
   */
  InReleases(Optional<Fetcher> network, RememberedHeads heads, Reporter reporter) {
    this.network = network;
    this.heads = heads;
    this.reporter = reporter;
  }

  /** The first index that {@code judge} accepts; refuses with the gravest reason there was. */
  SignedIndex find(
      PackageRepository repository, String suite, List<Mirror> mirrors, IndexJudge judge)
      throws InterruptedException {
    List<IndexJudge.Verdict.Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < mirrors.size(); i++) {
      Mirror mirror = mirrors.get(i);
      switch (ask(suite, mirror, judge)) {
        case Outcome.Good(String text, IndexJudge.Verdict.Accepted accepted) -> {
          reporter.log(
              repository.name()
                  + " "
                  + suite
                  + ": from "
                  + mirror.address()
                  + " ("
                  + mirror.named()
                  + "), signed by "
                  + accepted.signer());
          rejected.forEach(r -> reporter.report(new Event.Warned(r.problem())));
          return new SignedIndex(
              suite, text, accepted.release(), accepted.signer(), preferring(i, mirrors));
        }
        case Outcome.Bad(IndexJudge.Verdict.Rejected why) -> rejected.add(why);
      }
    }
    throw refusal(repository, rejected);
  }

  /** What came of one mirror. */
  private sealed interface Outcome {
    record Good(String text, IndexJudge.Verdict.Accepted accepted) implements Outcome {}

    record Bad(IndexJudge.Verdict.Rejected why) implements Outcome {}
  }

  private Outcome ask(String suite, Mirror mirror, IndexJudge judge) throws InterruptedException {
    URI address = mirror.resolve(SignedIndex.path(suite));
    return switch (text(address)) {
      case Found.Nothing(String why) ->
          new Outcome.Bad(
              new IndexJudge.Verdict.Rejected(
                  ExitCode.FAILED,
                  new Problem(
                      address.toString(),
                      "cannot be had: " + why,
                      "name a mirror with --mirror NAME=URL")));
      case Found.Text(String text) ->
          switch (judge.judge(address.toString(), suite, text)) {
            case IndexJudge.Verdict.Accepted accepted -> new Outcome.Good(text, accepted);
            case IndexJudge.Verdict.Rejected why -> new Outcome.Bad(why);
          };
    };
  }

  private Found text(URI address) throws InterruptedException {
    Optional<RememberedHeads.Head> seen = heads.find(address);
    if (network.isEmpty()) {
      return seen.<Found>map(head -> new Found.Text(head.text()))
          .orElse(new Found.Nothing("it was never fetched, and this is an offline run"));
    }
    Validators validators = seen.map(RememberedHeads.Head::validators).orElse(Validators.NONE);
    return switch (network.get().document(address, validators)) {
      case Document.Same() -> new Found.Text(seen.orElseThrow().text());
      case Document.Unavailable(String why) -> new Found.Nothing(why);
      case Document.Fresh(String text, Validators fresh) -> {
        heads.remember(address, new RememberedHeads.Head(text, fresh));
        yield new Found.Text(text);
      }
    };
  }

  private static List<Mirror> preferring(int first, List<Mirror> mirrors) {
    List<Mirror> order = new ArrayList<>(mirrors);
    order.addFirst(order.remove(first));
    return order;
  }

  private static Refusal refusal(
      PackageRepository repository, List<IndexJudge.Verdict.Rejected> rejected) {
    if (rejected.isEmpty()) {
      return new Refusal(
          ExitCode.USAGE,
          new Problem(repository.name(), "has no mirror", "name one with --mirror NAME=URL"));
    }
    List<ExitCode> codes = rejected.stream().map(IndexJudge.Verdict.Rejected::code).toList();
    ExitCode gravest = ExitCode.FAILED;
    for (ExitCode code : List.of(ExitCode.EXPIRED, ExitCode.NOT_TRUSTED)) {
      gravest = codes.contains(code) ? code : gravest;
    }
    return new Refusal(
        gravest, rejected.stream().map(IndexJudge.Verdict.Rejected::problem).toList());
  }
}
