package org.pgv.builder.lock;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.manifests.konflux.RpmsLock;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** A lock in Konflux's terms: other than ours it names addresses. */
final class RpmsExport {
  /** modifyrepo_c takes the type of metadata from the name of its file. */
  private static final Pattern MODULES = Pattern.compile("(.*[/-])?modules\\.yaml(\\..+)?");

  private final Map<String, RepositoryIndex> repositories = new TreeMap<>();

  private RpmsExport(List<RepositoryIndex> indices) {
    indices.forEach(index -> repositories.put(index.repository().name(), index));
  }

  /** The lock of one architecture, over the repositories it was made from. */
  static RpmsLock of(Lock lock, List<RepositoryIndex> indices) {
    RpmsExport export = new RpmsExport(indices);
    List<RpmsLock.Listed> packages = lock.packages().stream().map(export::listed).toList();
    List<RpmsLock.Remote> modules = new ArrayList<>();
    for (RepositoryIndex index : export.repositories.values()) {
      String name = index.repository().name();
      if (lock.packages().stream().anyMatch(one -> one.origin().repository().equals(name))) {
        index.locked().indices().stream()
            .filter(file -> MODULES.matcher(file.path()).matches())
            .forEach(file -> modules.add(remote(index, file)));
      }
    }
    String architecture = lock.target().architecture().rpm();
    return new RpmsLock("", List.of(new RpmsLock.Architecture(architecture, packages, modules)));
  }

  private RpmsLock.Listed listed(LockedPackage one) {
    RepositoryIndex index =
        Optional.ofNullable(repositories.get(one.origin().repository())).orElseThrow();
    Optional<String> source =
        index.contents().packages().named(one.id().name()).stream()
            .filter(metadata -> RpmOffers.idOf(metadata).equals(one.id()))
            .map(RpmPackage::sourceRpm)
            .filter(file -> !file.isEmpty())
            .findFirst();
    return new RpmsLock.Listed(
        "",
        remote(index, one.file()),
        new RpmsLock.Build(Optional.of(one.id().name()), Optional.of(one.id().version()), source));
  }

  /** The manifest's own address comes first: that of an inner mirror means nothing elsewhere. */
  private static RpmsLock.Remote remote(RepositoryIndex index, LockedFile file) {
    List<URI> published = index.repository().mirrors();
    URI address = published.isEmpty() ? index.mirrors().getFirst() : published.getFirst();
    return new RpmsLock.Remote(
        new Mirror(address, "").resolve(file.path()).toString(),
        Optional.of(index.repository().name()),
        Optional.of(file.size()),
        file.sha256());
  }
}
