package org.pgv.installer.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class GivenFilesTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts: [{ name: a, address: 10.0.0.1 }]
      clusters: [{ name: main, members: [a] }]
      backup:
        repository:
          { kind: s3, endpoint: 'https://s3.corp', bucket: one, keys: keys.yaml, authority: ca.pem }
      """;

  private final Path folder;
  private final Site site = SiteReader.read("site.yaml", SITE).orRefuse();

  GivenFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private SiteCredentials open() {
    SecretFile file =
        new SecretFile(
            folder.resolve("secrets"), folder.resolve("key"), Optional.empty(), new SecureRandom());
    SiteCredentials credentials =
        SiteCredentials.open("demo", file, Clock.systemUTC(), new SecureRandom());
    GivenFiles.take(site, folder::resolve, credentials);
    return credentials;
  }

  private Path keys(String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.yaml"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void keepsWhatWasGivenWhenTheFileIsGone() throws IOException {
    Path file = keys("accessKey: me\nsecretKey: hidden\n", "rw-------");
    open().save();
    Files.delete(file);

    assertEquals("me", open().given(GivenFiles.ACCESS_KEY).reveal());
    assertEquals("hidden", open().given(GivenFiles.SECRET_KEY).reveal());
    assertFalse(
        Files.readString(folder.resolve("secrets"), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains("hidden"));
  }

  @Test
  void takesTheNewKeysWhenTheFileChanges() throws IOException {
    keys("accessKey: me\nsecretKey: old\n", "rw-------");
    open().save();
    keys("accessKey: me\nsecretKey: new\n", "rw-------");

    assertEquals("new", open().given(GivenFiles.SECRET_KEY).reveal());
  }

  @Test
  void refusesKeysThatOthersCanRead() throws IOException {
    keys("accessKey: me\nsecretKey: hidden\n", "rw-r-----");

    Refusal refusal = assertThrows(Refusal.class, this::open);

    assertEquals("can be read by others", refusal.problems().getFirst().what());
  }

  @Test
  void refusesAnAuthorityOfDirectoriesThatIsNoCertificate() throws IOException {
    Site asking =
        SiteReader.read(
                "site.yaml", SITE.replace("hosts:", "ldap: { authority: corp.pem }\nhosts:"))
            .orRefuse();
    Path file = Files.writeString(folder.resolve("corp.pem"), "not a certificate");
    SiteCredentials credentials = open();

    Refusal refusal =
        assertThrows(Refusal.class, () -> GivenFiles.take(asking, folder::resolve, credentials));

    assertEquals(file.toString(), refusal.problems().getFirst().where());
  }

  @Test
  void refusesKeysThatWereNeverGivenAndCertificatesThatAreNone() throws IOException {
    assertThrows(Refusal.class, () -> open().given(GivenFiles.ACCESS_KEY));

    Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    assertThrows(Refusal.class, this::open);
  }
}
