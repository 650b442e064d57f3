package org.pgv.mirror.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.GitCommit;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.artifact.git.GitSource;
import org.pgv.mirror.fetch.Patience;

/** Git itself makes the repository, and judges what comes of it. */
class GitArtifactsIT {
  private Path folder;
  private Path origin;
  private String commit = "";

  @BeforeEach
  void commit(@TempDir Path temporary) throws Exception {
    folder = temporary;
    origin = Files.createDirectories(folder.resolve("origin"));
    git(origin, "init", "-q", "-b", "trunk");
    Files.writeString(origin.resolve("run.sh"), "#!/bin/sh\necho run\n");
    origin.resolve("run.sh").toFile().setExecutable(true);
    Path deep = Files.createDirectories(origin.resolve("d".repeat(90)).resolve("e".repeat(90)));
    Files.writeString(deep.resolve("long"), "long\n");
    Files.createSymbolicLink(origin.resolve("link"), Path.of("run.sh"));
    git(origin, "add", "-A");
    git(origin, "commit", "-q", "-m", "one");
    Files.writeString(origin.resolve("second"), "second\n".repeat(1000));
    git(origin, "add", "-A");
    git(origin, "commit", "-q", "-m", "two");
    commit = git(origin, "rev-parse", "HEAD").strip();
    Files.writeString(origin.resolve("later"), "later\n");
    git(origin, "add", "-A");
    git(origin, "commit", "-q", "-m", "three");
  }

  @Test
  void gitClonesTheBundleWithoutANetworkAndFindsTheCommit() throws Exception {
    Path bundle = made("one", "tool.bundle", "ref: refs/heads/trunk");

    Path empty = Files.createDirectories(folder.resolve("empty"));
    git(empty, "init", "-q");
    git(empty, "bundle", "verify", bundle.toString());
    git(folder, "clone", "-q", bundle.toString(), "clone");
    git(folder.resolve("clone"), "fsck", "--strict");
    assertEquals(commit, git(folder.resolve("clone"), "rev-parse", "HEAD").strip());
    assertEquals("trunk", git(folder.resolve("clone"), "branch", "--show-current").strip());
  }

  @Test
  void archiveHoldsWhatGitsOwnDoes() throws Exception {
    for (String name : List.of("tool.tar.xz", "tool.tar.gz")) {
      Path ours = Files.createDirectories(folder.resolve("ours-" + name));
      run(ours, "tar", "-xf", made("one", name, "").toString());
      Path theirs = Files.createDirectories(folder.resolve("theirs-" + name));
      String archive = folder.resolve("git.tar").toString();
      git(origin, "-c", "tar.umask=022", "archive", "--prefix=tool/", "-o", archive, commit);
      run(theirs, "tar", "-xf", folder.resolve("git.tar").toString());

      assertEquals(
          "", run(folder, "diff", "-r", "--no-dereference", ours.toString(), theirs.toString()));
      assertEquals(
          run(theirs, "find", ".", "!", "-type", "d", "-printf", "%p %m %T@ %l\n")
              .lines()
              .sorted()
              .toList(),
          run(ours, "find", ".", "!", "-type", "d", "-printf", "%p %m %T@ %l\n")
              .lines()
              .sorted()
              .toList());
    }
  }

  @Test
  void sameCommitGivesTheSameBytesFromAnotherlyPackedRepositoryInAnotherFolder() throws Exception {
    for (String name : List.of("tool.bundle", "tool.tar.xz", "tool.tar.gz")) {
      Path first = made("one-" + name, name, "");
      git(origin, "gc", "-q", "--aggressive");

      assertEquals(-1, Files.mismatch(first, made("two-" + name, name, "")));
    }
  }

  @Test
  void refusesACommitThatIsNotThere() {
    commit = "0123456789".repeat(4);

    Refusal refusal = assertThrows(Refusal.class, () -> made("one", "tool.tar.xz", ""));

    assertEquals(ExitCode.FAILED, refusal.code());
    assertNotEquals("", refusal.problems().getFirst().hint());
  }

  /** Tidying goes on in a thread of its own, in a folder that is removed under its feet. */
  @Test
  void fetchedRepositoryIsNeverTidiedBehindOurBack() throws Exception {
    Path fetched = folder.resolve("fetched");
    GitCommit wanted =
        new GitCommit(
            origin.toUri(), Optional.empty(), commit, GitCommit.Form.TAR_XZ, Optional.empty());

    new GitSource(wanted, fetched).fetch();

    assertEquals("0", git(fetched, "config", "--type=int", "gc.auto").strip());
    assertEquals("false", git(fetched, "config", "--type=bool", "gc.autoDetach").strip());
  }

  private Path made(String place, String name, String ref) throws Exception {
    String list =
        """
        - name: %s
          roles: [extra]
          licence: MIT
          git:
            repository: %s
            commit: %s
            %s
        """
            .formatted(name, origin.toUri(), commit, ref);
    try (ArtifactBench bench =
        new ArtifactBench(folder.resolve(place), Optional.empty(), Patience.usual())) {
      List<LockedArtifact> locked = bench.artifacts(list).lock();
      bench.offline(list).provide(locked);
      return bench.store().path(locked.getFirst().file().sha256());
    }
  }

  private static String git(Path in, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(in, command.toArray(String[]::new));
  }

  private static String run(Path in, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@example.org",
                "GIT_COMMITTER_NAME", "c",
                "GIT_COMMITTER_EMAIL", "c@example.org"));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
