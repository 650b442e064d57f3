package org.pgv.mirror.upstream.apt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.upstream.Mirror;

/**
 * Brings the package indices of suites into the store, each in the first of its forms that is to be
 * had. Where a mirror's indices are not those of its signed index, as while it is synchronised, it
 * is asked for both once more, and then the next mirror is.
 */
final class IndexFetch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ContentStore store;
  private final OtherDigests others;
  private final Optional<Fetcher> network;
  private final Reporter reporter;

  /** A suite's signed index and the package indices that it lists, each in its forms. */
  record Listed(SignedIndex index, List<List<ListedFile>> files) {
    Listed {
      files = List.copyOf(files);
    }
  }

  /** A suite's signed index and the package indices that are in the store. */
  record Fetched(SignedIndex index, List<LockedFile> files) {
    Fetched {
      files = List.copyOf(files);
    }
  }

  /** Asks mirrors, in this order, for a suite's signed index. */
  interface Asking {
    Listed of(List<Mirror> mirrors) throws InterruptedException;
  }

  IndexFetch(
      ContentStore store, OtherDigests others, Optional<Fetcher> network, Reporter reporter) {
    this.store = store;
    this.others = others;
    this.network = network;
    this.reporter = reporter;
  }

  /**
   * The indices of suites, side by side.
   *
   * @param again for each suite, how to ask for its signed index anew
   */
  List<Fetched> all(List<Listed> suites, List<Asking> again) throws InterruptedException {
    try {
      return fetched(suites);
    } catch (Refusal e) {
      if (e.code() != ExitCode.NOT_TRUSTED) {
        throw e;
      }
      List<Fetched> all = new ArrayList<>();
      for (int i = 0; i < suites.size(); i++) {
        all.add(persistently(suites.get(i), again.get(i)));
      }
      return all;
    }
  }

  private Fetched persistently(Listed suite, Asking again) throws InterruptedException {
    Listed listed = suite;
    List<Mirror> order = new ArrayList<>(suite.index().mirrors());
    for (int turn = 0; ; turn++) {
      try {
        return fetched(List.of(listed)).getFirst();
      } catch (Refusal e) {
        if (e.code() != ExitCode.NOT_TRUSTED || turn >= order.size()) {
          throw e;
        }
        e.problems().forEach(one -> reporter.log("again: " + one.where() + ": " + one.what()));
      }
      Thread.sleep(PAUSE);
      if (turn > 0) {
        Collections.rotate(order, -1);
      }
      listed = again.of(order);
    }
  }

  private List<Fetched> fetched(List<Listed> suites) throws InterruptedException {
    List<List<Wish>> wishes = new ArrayList<>();
    for (Listed suite : suites) {
      wishes.add(suite.files().stream().map(forms -> new Wish(suite.index(), forms)).toList());
    }
    List<Wish> open = wishes.stream().flatMap(List::stream).toList();
    while (!open.isEmpty()) {
      turn(open);
      open = open.stream().filter(wish -> wish.got.isEmpty()).toList();
    }
    List<Fetched> fetched = new ArrayList<>();
    for (int i = 0; i < suites.size(); i++) {
      List<LockedFile> files = wishes.get(i).stream().map(wish -> wish.got.orElseThrow()).toList();
      fetched.add(new Fetched(suites.get(i).index(), files));
    }
    return fetched;
  }

  /** An index that is wanted, and which of its forms is tried. */
  private static final class Wish {
    private final SignedIndex index;
    private final List<ListedFile> forms;
    private final List<Problem> problems = new ArrayList<>();
    private Optional<LockedFile> got = Optional.empty();
    private int at;

    private Wish(SignedIndex index, List<ListedFile> forms) {
      this.index = index;
      this.forms = List.copyOf(forms);
    }

    private ListedFile form() {
      return forms.get(at);
    }

    private Optional<LockedFile> bySha256() {
      return index.release().file(form().path());
    }

    private void isMissing(List<Problem> why) {
      problems.addAll(why);
      at++;
      if (at == forms.size()) {
        throw new Refusal(ExitCode.FAILED, problems);
      }
    }
  }

  /** Tries one form of each index that is still wanted. */
  private void turn(List<Wish> open) throws InterruptedException {
    List<Download> downloads = new ArrayList<>();
    for (Wish wish : open) {
      wish.bySha256().ifPresent(file -> downloads.add(PackageIndices.download(wish.index, file)));
    }
    Map<Download, List<Problem>> absent =
        network.isPresent()
            ? network.get().fetchWhatIsThere("package indices", downloads)
            : Map.of();
    for (Wish wish : open) {
      Optional<LockedFile> file = wish.bySha256();
      if (file.isPresent()) {
        decide(wish, file.get(), absent);
      } else {
        switch (others.find(
            wish.form(), PackageIndices.addresses(wish.index, wish.form()), network)) {
          case OtherDigests.Outcome.Known(LockedFile known) -> wish.got = Optional.of(known);
          case OtherDigests.Outcome.Missing(List<Problem> why) -> wish.isMissing(why);
        }
      }
    }
  }

  private void decide(Wish wish, LockedFile file, Map<Download, List<Problem>> absent) {
    List<Problem> why =
        network.isPresent()
            ? absent.getOrDefault(PackageIndices.download(wish.index, file), List.of())
            : offline(wish, file);
    if (why.isEmpty()) {
      wish.got = Optional.of(file);
    } else {
      wish.isMissing(why);
    }
  }

  private List<Problem> offline(Wish wish, LockedFile file) {
    try {
      return store.has(file.sha256(), file.size())
          ? List.of()
          : List.of(
              new Problem(
                  PackageIndices.locked(wish.index, file).path(),
                  "was never fetched, and this is an offline run",
                  "run it without --offline"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
