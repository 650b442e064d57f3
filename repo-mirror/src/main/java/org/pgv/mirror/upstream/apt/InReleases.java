package org.pgv.mirror.upstream.apt;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
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
          floors.remember(repository, suite, date(accepted));
          return new SignedIndex(
              suite, text, accepted.release(), accepted.signer(), preferring(i, mirrors));
        }
        case Outcome.Bad(Rejected why) -> rejected.add(why);
      }
    }
    throw Rejected.refusal(repository.name(), rejected);
  }

  /** What came of one mirror. */
  private sealed interface Outcome {
    record Good(String text, IndexJudge.Verdict.Accepted accepted) implements Outcome {}

    record Bad(Rejected why) implements Outcome {}
  }

  private Outcome ask(PackageRepository repository, String suite, Mirror mirror, IndexJudge judge)
      throws InterruptedException {
    URI address = mirror.resolve(SignedIndex.path(suite));
    return switch (heads.find(address)) {
      case Found.Nothing(String why) ->
          new Outcome.Bad(Rejected.unavailable(address.toString(), why));
      case Found.Text(String text) ->
          switch (judge.judge(address.toString(), suite, text)) {
            case IndexJudge.Verdict.Accepted accepted ->
                floors
                    .tooOld(address.toString(), repository, suite, date(accepted))
                    .<Outcome>map(Outcome.Bad::new)
                    .orElse(new Outcome.Good(text, accepted));
            case IndexJudge.Verdict.Refused(Rejected why) -> new Outcome.Bad(why);
          };
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
