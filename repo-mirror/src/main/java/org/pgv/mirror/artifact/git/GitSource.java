package org.pgv.mirror.artifact.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.BundleWriter;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.pgv.manifests.manifest.GitCommit;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.compression.TarOutput;

/** One commit of a repository, as a file that is the same wherever it is made. */
public final class GitSource {
  private final GitCommit wanted;
  private final Path work;

  /**
   * @param work a folder of its own, which keeps what was fetched
   */
  public GitSource(GitCommit wanted, Path work) {
    this.wanted = wanted;
    this.work = work;
  }

  /** Fetches the commit with all that came before; an IOException where it is not to be had. */
  public void fetch() throws IOException {
    List<RefSpec> refs =
        wanted
            .ref()
            .map(ref -> List.of(new RefSpec("+" + ref + ":" + ref)))
            .orElse(
                List.of(
                    new RefSpec("+refs/heads/*:refs/heads/*"),
                    new RefSpec("+refs/tags/*:refs/tags/*")));
    try (Git git = Git.init().setBare(true).setDirectory(work.toFile()).call()) {
      withoutTidying(git.getRepository().getConfig());
      git.fetch()
          .setRemote(wanted.repository().toString())
          .setRefSpecs(refs)
          .setCheckFetchedObjects(true)
          .call();
    } catch (GitAPIException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A fetch would tidy up in a thread of its own, in a folder that may be gone by then. */
  private static void withoutTidying(StoredConfig config) throws IOException {
    config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
    config.setBoolean(
        ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTODETACH, false);
    config.save();
  }

  /**
   * Writes the commit as a file of its form.
   *
   * @param prefix the folder that archives put everything into, ended by a slash
   */
  public void write(String prefix, Path file) throws IOException {
    try (Git git = Git.open(work.toFile());
        RevWalk walk = new RevWalk(git.getRepository());
        OutputStream out = Files.newOutputStream(file)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(wanted.commit()));
      switch (wanted.form()) {
        case TAR_XZ -> archive(git.getRepository(), commit, prefix, Compression.XZ, out);
        case TAR_GZ -> archive(git.getRepository(), commit, prefix, Compression.GZIP, out);
        case BUNDLE -> bundle(git.getRepository(), commit, out);
      }
    } catch (MissingObjectException e) {
      throw new IOException(
          "commit "
              + wanted.commit()
              + " is not in it"
              + wanted.ref().map(r -> ", at " + r).orElse(""),
          e);
    }
  }

  /** Nothing is taken over from how the server packed it, and one thread decides: it varies. */
  private void bundle(Repository repository, RevCommit commit, OutputStream out)
      throws IOException {
    PackConfig config = new PackConfig();
    config.setThreads(1);
    config.setReuseDeltas(false);
    config.setReuseObjects(false);
    BundleWriter writer = new BundleWriter(repository);
    writer.setPackConfig(config);
    writer.include(Constants.HEAD, commit);
    writer.include(wanted.ref().orElse("refs/heads/main"), commit);
    writer.writeBundle(NullProgressMonitor.INSTANCE, out);
  }

  /** Trees are sorted, and every file bears the time of the commit. */
  private static void archive(
      Repository repository, RevCommit commit, String prefix, Compression form, OutputStream out)
      throws IOException {
    try (TarOutput tar = new TarOutput(form, commit.getCommitterIdent().getWhenAsInstant(), out);
        TreeWalk tree = new TreeWalk(repository)) {
      tree.setRecursive(true);
      tree.addTree(commit.getTree());
      while (tree.next()) {
        String path = prefix + tree.getPathString();
        FileMode mode = tree.getFileMode();
        if (mode.equals(FileMode.GITLINK)) {
          throw new IOException(
              "has a submodule at " + tree.getPathString() + ", whose files are elsewhere");
        }
        ObjectLoader content = repository.open(tree.getObjectId(0));
        if (mode.equals(FileMode.SYMLINK)) {
          tar.link(path, new String(content.getBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } else {
          tar.file(path, mode.equals(FileMode.EXECUTABLE_FILE), content.getSize(), content::copyTo);
        }
      }
    }
  }
}
