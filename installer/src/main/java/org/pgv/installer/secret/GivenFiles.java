package org.pgv.installer.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;
import org.pgv.manifests.yaml.YamlFile;
import org.pgv.manifests.yaml.YamlMapping;
import org.pgv.pki.x509.CertificateFacts;

/**
 * Files of the admin host that the site file names. What is in them is kept with the site's
 * secrets, so that a run needs them only where they have changed or nothing is kept yet.
 */
public final class GivenFiles {
  /** Who we are at an S3 endpoint. */
  public static final String ACCESS_KEY = "s3/access-key";

  /** How we show it. */
  public static final String SECRET_KEY = "s3/secret-key";

  /** What the endpoint is verified by. */
  public static final String AUTHORITY = "s3/authority";

  /** What LDAP servers are verified by. */
  public static final String LDAP_AUTHORITY = "ldap/authority";

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);

  private GivenFiles() {}

  /** The two keys, as their file says them. */
  private record Keys(String access, String secret) {}

  /**
   * Reads what the site names and is there.
   *
   * @param place makes a path of what the site file says
   */
  public static void take(Site site, Function<String, Path> place, SiteCredentials credentials) {
    site.bucketElsewhere().ifPresent(s3 -> take(s3, place, credentials));
    takeCertificate(LDAP_AUTHORITY, site.settings().ldapAuthority().map(place), credentials);
  }

  private static void take(
      Repository.S3 s3, Function<String, Path> place, SiteCredentials credentials) {
    Path keyFile = place.apply(s3.access().keys());
    if (Files.exists(keyFile)) {
      refuseOpenToOthers(keyFile);
      Keys keys = YamlFile.read(keyFile, GivenFiles::keys).orRefuse();
      credentials.take(ACCESS_KEY, new Secret(keys.access()));
      credentials.take(SECRET_KEY, new Secret(keys.secret()));
    }
    takeCertificate(AUTHORITY, s3.access().authority().map(place), credentials);
  }

  private static void takeCertificate(
      String name, Optional<Path> file, SiteCredentials credentials) {
    file.filter(Files::exists)
        .ifPresent(pem -> credentials.take(name, new Secret(certificate(pem))));
  }

  private static Keys keys(YamlMapping map) {
    return new Keys(map.text("accessKey"), map.text("secretKey"));
  }

  private static void refuseOpenToOthers(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
        throw new Refusal(
            ExitCode.USAGE,
            new Problem(file.toString(), "can be read by others", "run 'chmod 600 " + file + "'"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  private static String certificate(Path file) {
    try {
      String text = Files.readString(file);
      CertificateFacts.read(file.toString(), text).orRefuse();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
