package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.mirror.rpm.PrimaryReader;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmIndexFile;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.IndexCache;

/** Primary metadata of a repository. */
record PrimaryForm(MetadataFiles files, RepomdEntry primary, String origin)
    implements IndexCache.Form<RpmIndex> {
  @Override
  public RpmIndex make() {
    return files.read(primary, origin, plain -> PrimaryReader.read(plain, origin));
  }

  @Override
  public void write(RpmIndex index, Path file) throws IOException {
    RpmIndexFile.write(index, file);
  }

  @Override
  public Optional<RpmIndex> read(Path file) throws IOException {
    return RpmIndexFile.read(file, origin);
  }
}
