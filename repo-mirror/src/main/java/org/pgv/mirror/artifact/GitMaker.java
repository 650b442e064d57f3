package org.pgv.mirror.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.ArtifactRequest;
import org.pgv.manifests.manifest.GitCommit;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.Folders;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.artifact.git.GitSource;
import org.pgv.mirror.fetch.Offline;

/** An archive, or a bundle to clone from, of one commit. */
final class GitMaker implements Maker {
  /** To be raised with every change that can make another file of the same commit. */
  private static final String RECIPE = "1";

  private final ArtifactRequest request;
  private final GitCommit commit;
  private final Workshop workshop;
  private final boolean offline;

  GitMaker(ArtifactRequest request, GitCommit commit, Workshop workshop, boolean offline) {
    this.request = request;
    this.commit = commit;
    this.workshop = workshop;
    this.offline = offline;
  }

  @Override
  public List<Piece> pieces() {
    return List.of(
        new Piece(
            request.name(),
            request.terms().executable(),
            new LockedArtifact.Origin(
                LockedArtifact.Kind.GIT,
                commit.commit(),
                commit.repository().toString(),
                new TreeMap<>(Map.of("commit", commit.commit()))),
            "named for " + String.join(", ", request.terms().roles()),
            commit.result()));
  }

  @Override
  public List<KnownContent> make() throws IOException, InterruptedException {
    Sha256 inputs =
        Sha256.of(
            String.join(
                "\n", "git", RECIPE, commit.commit(), commit.ref().orElse(""), request.name()));
    Optional<KnownContent> known = workshop.remembered().find(inputs);
    return List.of(known.isPresent() ? known.get() : made(inputs));
  }

  private KnownContent made(Sha256 inputs) throws IOException {
    if (offline) {
      throw new Refusal(ExitCode.FAILED, Offline.neverFetched(request.name()));
    }
    Path work = Files.createTempDirectory(Files.createDirectories(workshop.folder()), "git-");
    try {
      workshop.reporter().say("fetching " + request.name() + " from " + commit.repository());
      GitSource source = new GitSource(commit, work.resolve("repository"));
      source.fetch();
      Path file = work.resolve("made");
      source.write(request.name().replaceFirst("\\.tar\\..z$", "") + "/", file);
      return workshop.remembered().keep(inputs, file);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              request.name(),
              "cannot be made from " + commit.repository() + ": " + e.getMessage(),
              "see that the address can be reached and that the commit is on a branch or tag"),
          e);
    } finally {
      Folders.remove(work);
    }
  }

  @Override
  public String hint() {
    return "the same commit always gives the same file: something was altered, or the lock was made"
        + " with another version of this tool";
  }
}
