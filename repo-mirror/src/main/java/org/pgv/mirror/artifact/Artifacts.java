package org.pgv.mirror.artifact;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.ArtifactRequest;
import org.pgv.manifests.manifest.GitCommit;
import org.pgv.manifests.manifest.GoProgram;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.RemoteFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.fetch.Fetcher;

/** The artifacts of a manifest: what a lock says of them, and their bytes. */
public final class Artifacts {
  private final Workshop workshop;
  private final ManifestDocument document;
  private final Clock clock;
  private final Optional<Fetcher> network;

  /**
   * @param clock by which signatures are judged
   */
  public Artifacts(
      Workshop workshop, ManifestDocument document, Clock clock, Optional<Fetcher> network) {
    this.workshop = workshop;
    this.document = document;
    this.clock = clock;
    this.network = network;
  }

  /** What a lock says of them; those whose digest nobody knows yet are made for that. */
  public List<LockedArtifact> lock() throws InterruptedException {
    List<LockedArtifact> locked = new ArrayList<>();
    for (ArtifactRequest request : document.manifest().artifacts()) {
      Maker maker = maker(request);
      List<Maker.Piece> pieces = maker.pieces();
      List<KnownContent> contents =
          pieces.stream().allMatch(piece -> piece.known().isPresent())
              ? pieces.stream().flatMap(piece -> piece.known().stream()).toList()
              : made(maker);
      for (int i = 0; i < pieces.size(); i++) {
        locked.add(entry(request, pieces.get(i), contents.get(i)));
      }
    }
    return locked;
  }

  /** Puts the artifacts of a lock into the store; refuses any that comes out another. */
  public void provide(List<LockedArtifact> locked) throws InterruptedException {
    List<LockedArtifact> left = new ArrayList<>(locked);
    for (ArtifactRequest request : document.manifest().artifacts()) {
      Maker maker = maker(request);
      List<LockedArtifact> mine = new ArrayList<>();
      for (Maker.Piece piece : maker.pieces()) {
        mine.add(entryOf(request, piece, left));
      }
      left.removeAll(mine);
      if (areThere(mine)) {
        checkAgain(maker);
      } else {
        mustBe(mine, made(maker), maker);
      }
    }
    if (!left.isEmpty()) {
      throw alteredLock(left.getFirst().name());
    }
  }

  private Maker maker(ArtifactRequest request) {
    return switch (request.content()) {
      case GoProgram program ->
          new GoMaker(
              request,
              program,
              new GoBuild(
                  request.name(),
                  program,
                  document.manifest().target().architecture().deb(),
                  workshop,
                  network));
      case GitCommit commit -> new GitMaker(request, commit, workshop, network.isEmpty());
      case RemoteFile file ->
          new UrlMaker(
              request, file, new FileSignatures(workshop, document, clock, network), network);
    };
  }

  /** Where the manifest says what must come of it, nothing else may. */
  private List<KnownContent> made(Maker maker) throws InterruptedException {
    try {
      List<KnownContent> contents = maker.make();
      List<Maker.Piece> pieces = maker.pieces();
      for (int i = 0; i < pieces.size(); i++) {
        Maker.Piece piece = pieces.get(i);
        if (piece.known().isPresent()) {
          mustBe(piece.name(), piece.known().get(), contents.get(i), maker);
        }
      }
      return contents;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void checkAgain(Maker maker) throws InterruptedException {
    try {
      maker.check();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static void mustBe(List<LockedArtifact> locked, List<KnownContent> made, Maker maker) {
    for (int i = 0; i < locked.size(); i++) {
      LockedFile file = locked.get(i).file();
      mustBe(file.path(), new KnownContent(file.size(), file.sha256()), made.get(i), maker);
    }
  }

  private static void mustBe(String name, KnownContent wanted, KnownContent got, Maker maker) {
    if (!got.equals(wanted)) {
      throw new Refusal(
          ExitCode.NOT_TRUSTED,
          new Problem(
              name,
              "came out another than it must: expected sha256 "
                  + wanted.sha256()
                  + " ("
                  + wanted.size()
                  + " bytes), got "
                  + got.sha256()
                  + " ("
                  + got.size()
                  + " bytes)",
              maker.hint()));
    }
  }

  private Refusal unusable(IOException e) {
    return new Refusal(
        ExitCode.FAILED,
        new Problem(
            workshop.folder().toString(),
            "artifacts cannot be made there: " + e.getMessage(),
            "see that it can be written and has room; a large Go program takes 3 GB on the way"),
        e);
  }

  private static LockedArtifact entryOf(
      ArtifactRequest request, Maker.Piece piece, List<LockedArtifact> locked) {
    for (LockedArtifact one : locked) {
      KnownContent content = new KnownContent(one.file().size(), one.file().sha256());
      if (one.equals(entry(request, piece, piece.known().orElse(content)))) {
        return one;
      }
    }
    throw alteredLock(piece.name());
  }

  private static Refusal alteredLock(String name) {
    return new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            name,
            "is not in the lock as the manifest has it",
            "the lock was altered: make it anew with 'pgv-bundle lock'"));
  }

  private static LockedArtifact entry(
      ArtifactRequest request, Maker.Piece piece, KnownContent content) {
    return new LockedArtifact(
        new LockedFile(piece.name(), content.size(), content.sha256()),
        piece.executable(),
        piece.origin(),
        request.terms().licence(),
        new LockedArtifact.Need(request.terms().roles(), piece.why()));
  }

  private boolean areThere(List<LockedArtifact> locked) {
    try {
      for (LockedArtifact one : locked) {
        if (!workshop.store().has(one.file().sha256(), one.file().size())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
