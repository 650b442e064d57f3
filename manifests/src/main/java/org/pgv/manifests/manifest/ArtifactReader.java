package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the artifacts of a manifest: what goes into bundles although it is no package. */
final class ArtifactReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~:-]*");

  /** The minisign form: algorithm, key number and key, 42 bytes in base64. */
  private static final Pattern MINISIGN_KEY = Pattern.compile("RW[A-Za-z0-9+/]{54}");

  private static final List<String> KINDS = List.of("go", "url", "git");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern REF =
      Pattern.compile("refs/(?:heads|tags)/[A-Za-z0-9][A-Za-z0-9._/-]*");
  private static final URI NOWHERE = URI.create("https://invalid");
  private static final KnownContent NOTHING = new KnownContent(0, Sha256.of(""));

  private ArtifactReader() {}

  static List<ArtifactRequest> read(YamlMapping top) {
    List<ArtifactRequest> artifacts =
        top.mappings("artifacts", ArtifactReader::artifact).stream()
            .flatMap(Optional::stream)
            .toList();
    Set<String> names = new HashSet<>();
    for (ArtifactRequest artifact : artifacts) {
      if (!names.add(artifact.name())) {
        top.problem("artifacts", "two are called '" + artifact.name() + "'", "");
      }
    }
    return artifacts;
  }

  private static Optional<ArtifactRequest> artifact(YamlMapping map) {
    String name = map.required("name", text -> ManifestReader.matching(NAME, text), "x");
    List<String> roles = map.known("roles", "role", RoleName.ALL);
    if (roles.isEmpty()) {
      map.problem("roles", "there must be at least one", "name the roles whose hosts get it");
    }
    Optional<GoProgram> program = map.mapping("go", GoProgramReader::read);
    List<ArtifactContent> contents = new ArrayList<>();
    program.ifPresent(contents::add);
    map.mapping("url", ArtifactReader::remote).ifPresent(contents::add);
    map.mapping("git", inner -> commit(name, inner)).ifPresent(contents::add);
    ArtifactTerms terms =
        new ArtifactTerms(roles, map.text("licence"), map.flag("executable", program.isPresent()));
    if (KINDS.stream().filter(map::has).count() != 1) {
      map.problem("name", "an artifact is exactly one of " + String.join(", ", KINDS), "");
    }
    return contents.stream().findFirst().map(one -> new ArtifactRequest(name, terms, one));
  }

  private static RemoteFile remote(YamlMapping map) {
    return new RemoteFile(
        map.required("address", ManifestReader::address, NOWHERE),
        map.required("version", text -> ManifestReader.matching(VERSION, text), ""),
        known(map),
        map.mapping("signature", ArtifactReader::signature).flatMap(one -> one));
  }

  private static GitCommit commit(String name, YamlMapping map) {
    Optional<GitCommit.Form> form = GitCommit.Form.of(name);
    if (form.isEmpty()) {
      map.problem("commit", "the artifact's name must end in .tar.xz, .tar.gz or .bundle", "");
    }
    return new GitCommit(
        map.required("repository", ArtifactReader::repository, NOWHERE),
        map.value("ref", text -> ManifestReader.matching(REF, text)),
        map.required("commit", text -> ManifestReader.matching(COMMIT, text), ""),
        form.orElse(GitCommit.Form.TAR_XZ),
        map.mapping("result", ArtifactReader::known));
  }

  /** A commit is known by its hash, so that any way to it will do. */
  private static URI repository(String text) {
    URI uri = URI.create(text);
    if (!List.of("https", "http", "file").contains(String.valueOf(uri.getScheme()))) {
      throw new IllegalArgumentException("not an http, https or file address: '" + text + "'");
    }
    return uri;
  }

  /** Size and SHA-256, both of which must be there. */
  static KnownContent known(YamlMapping map) {
    long size = map.required("size", ArtifactReader::bytes, 0L);
    return new KnownContent(size, map.required("sha256", Sha256::new, NOTHING.sha256()));
  }

  private static Optional<RemoteFile.Signature> signature(YamlMapping map) {
    URI address = map.required("address", ManifestReader::address, NOWHERE);
    Optional<PinnedKey> openPgp = map.mapping("openpgp", RepositoryReader::key);
    Optional<String> minisign =
        map.value("minisign", text -> ManifestReader.matching(MINISIGN_KEY, text));
    if (map.has("openpgp") == map.has("minisign")) {
      map.problem("address", "a signature is either openpgp or minisign, with its key", "");
    }
    return openPgp
        .map(key -> (RemoteFile.Signature) new RemoteFile.Signature.OpenPgp(address, key))
        .or(() -> minisign.map(key -> new RemoteFile.Signature.Minisign(address, key)));
  }

  private static long bytes(String text) {
    long bytes = Long.parseLong(text);
    if (bytes <= 0) {
      throw new IllegalArgumentException("must be a number of bytes, is " + text);
    }
    return bytes;
  }
}
