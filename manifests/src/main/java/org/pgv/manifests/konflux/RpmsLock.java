package org.pgv.manifests.konflux;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.Sha256;

/**
 * What an {@code rpms.lock.yaml} says: the files to fetch, for each architecture.
 *
 * @param place the file it was read from; empty where it was not
 */
public record RpmsLock(String place, List<Architecture> architectures) {
  public RpmsLock {
    architectures = List.copyOf(architectures);
  }

  /**
   * The files of one architecture. Source packages are left out: bundles carry none.
   *
   * @param name RPM's, such as {@code x86_64}
   * @param modules the modules.yaml of repositories that have one
   */
  public record Architecture(String name, List<Listed> packages, List<Remote> modules) {
    public Architecture {
      packages = List.copyOf(packages);
      modules = List.copyOf(modules);
    }
  }

  /**
   * A package.
   *
   * @param where the file and line it is written at; empty where it is not from a file
   */
  public record Listed(String where, Remote file, Build build) {}

  /**
   * A file of a repository.
   *
   * @param repository empty where the file does not say which
   * @param size in bytes
   */
  public record Remote(
      String url, Optional<String> repository, Optional<Long> size, Sha256 sha256) {}

  /**
   * Which build it is, as far as the file says.
   *
   * @param evr {@code [epoch:]version-release}
   * @param source file name of the source package
   */
  public record Build(Optional<String> name, Optional<String> evr, Optional<String> source) {}

  /** The files of one architecture; empty where the lock has none. */
  public Optional<Architecture> find(String name) {
    return architectures.stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
