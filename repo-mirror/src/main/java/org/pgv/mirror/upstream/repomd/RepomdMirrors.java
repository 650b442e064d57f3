package org.pgv.mirror.upstream.repomd;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.repomd.Metalink;
import org.pgv.mirror.upstream.Found;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Rejected;

/** The mirrors of a repository, with those that its lists of mirrors name behind all others. */
final class RepomdMirrors {
  private final Heads heads;
  private final MirrorChoice choice;
  private final Introductions introductions;
  private final Reporter reporter;

  /**
   * What is known before any mirror is asked.
   *
   * @param digests of the repomd.xml that a metalink allows; empty where there is no metalink
   */
  record Known(List<Mirror> mirrors, List<Sha256> digests) {}

  RepomdMirrors(Heads heads, MirrorChoice choice, Introductions introductions, Reporter reporter) {
    this.heads = heads;
    this.choice = choice;
    this.introductions = introductions;
    this.reporter = reporter;
  }

  Known of(PackageRepository repository) throws InterruptedException {
    Repodata content = RepomdJudge.content(repository);
    List<Mirror> all = new ArrayList<>(choice.of(repository));
    Stream.concat(content.metalink().stream(), content.mirrorlist().stream())
        .forEach(list -> introductions.make(repository, list));
    List<Sha256> digests = List.of();
    Optional<String> metalink = text(content.metalink());
    if (metalink.isPresent()) {
      Metalink read = Metalink.read(metalink.get(), repository.name());
      digests = read.digests();
      read.mirrors().forEach(address -> all.add(new Mirror(address, "the metalink's")));
    }
    text(content.mirrorlist())
        .ifPresent(
            list ->
                Metalink.mirrorlist(list)
                    .forEach(address -> all.add(new Mirror(address, "the mirror list's"))));
    all.forEach(mirror -> introductions.make(repository, mirror.address()));
    Set<URI> seen = new HashSet<>();
    return new Known(all.stream().filter(one -> seen.add(one.address())).toList(), digests);
  }

  /** A list that cannot be had is only worth a warning: there may be other mirrors. */
  private Optional<String> text(Optional<URI> address) throws InterruptedException {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return switch (heads.find(address.get())) {
      case Found.Got(Blob content) -> Optional.of(content.text());
      case Found.Nothing(String why, boolean _) -> {
        Rejected rejected = Rejected.unavailable(address.get().toString(), why);
        reporter.report(new Event.Warned(rejected.problem()));
        yield Optional.empty();
      }
    };
  }
}
