package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole of a repository that a {@code repodata/repomd.xml} describes.
 *
 * @param metalink a list of mirrors with the digests of the repomd.xml they should have
 * @param mirrorlist a list of mirrors, one address a line
 */
public record Repodata(
    Optional<URI> metalink,
    Optional<URI> mirrorlist,
    Preference preference,
    Unsigned unsigned,
    TlsFiles tls)
    implements RepositoryContent {

  /**
   * How the repository's packages stand against those of others.
   *
   * @param priority as dnf counts: 99 usually, and the lower one hides the others' packages
   * @param cost decides between equal versions; 1000 usually, the lower one wins
   * @param exclude names, in which a star stands for anything, that are as if they were not there;
   *     {@code NAME.ARCH}, {@code NAME-VERSION} and longer forms mean what they mean to dnf
   * @param include in the same form, the only packages that are there; empty for all
   * @param moduleHotfixes whether its packages count although a module stream has others
   */
  public record Preference(
      int priority, int cost, List<String> exclude, List<String> include, boolean moduleHotfixes) {
    public static final int USUAL_PRIORITY = 99;
    public static final int USUAL_COST = 1000;

    public Preference {
      exclude = List.copyOf(exclude);
      include = List.copyOf(include);
    }
  }

  /**
   * What is used although nobody signed it.
   *
   * @param metadata why there is no signature of repomd.xml; the packages' signatures count then
   * @param packages why a package is not signed, by its name
   */
  public record Unsigned(Optional<String> metadata, SortedMap<String, String> packages) {
    public Unsigned {
      packages = new TreeMap<>(packages);
    }
  }
}
