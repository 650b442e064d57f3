package org.pgv.installer.connect;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.pgv.installer.archive.TarWriter;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.secret.Credentials;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;

/**
 * What an application's team gets, as one archive that only its owner may read: the site's root
 * certificate, ready connections, and what the role proves itself by.
 */
public record ClientBundle(Site site, Audience audience, Credentials credentials) {

  /** Asks for what the role proves itself by, to be kept before anybody is given it. */
  public void claim() {
    switch (declared().terms().authentication()) {
      case PASSWORD -> password();
      case CERTIFICATE -> leaf();
      case EXTERNAL -> {}
    }
  }

  private DatabaseRole declared() {
    return audience.cluster().contents().role(audience.role()).orElseThrow();
  }

  private Secret password() {
    return credentials.password(
        PostgresComponent.passwordName(audience.cluster(), audience.role()));
  }

  private Credentials.Leaf leaf() {
    String name = LeafRequest.CLIENTS + audience.cluster().name() + "/" + audience.role();
    LeafRequest request = LeafRequest.application(name, audience.role());
    return declared()
        .terms()
        .until()
        .map(end -> credentials.leaf(request, end))
        .orElseGet(() -> credentials.leaf(request));
  }

  /** Writes the archive whole, or not at all. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path beside =
        Files.createTempFile(
            folder,
            ".client-bundle",
            ".tar",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside));
          TarWriter tar = new TarWriter(out)) {
        write(tar);
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void write(TarWriter tar) throws IOException {
    ClientSheet sheet =
        new ClientSheet(
            site, audience.cluster(), audience.database(), audience.role(), ClientSheet.ROOT);
    text(tar, ClientSheet.ROOT, "0644", credentials.authorities().root());
    text(tar, "pg_service.conf", "0644", sheet.serviceFile());
    text(tar, "connections.txt", "0644", ConnectionText.of(sheet.connections()));
    identity(tar);
    text(tar, "README", "0644", README);
  }

  private void identity(TarWriter tar) throws IOException {
    String role = audience.role();
    switch (declared().terms().authentication()) {
      // libpq ignores a password file that others may read.
      case PASSWORD ->
          text(tar, "pgpass", "0600", "*:*:*:" + role + ":" + password().reveal() + "\n");
      case CERTIFICATE -> {
        Credentials.Leaf leaf = leaf();
        text(tar, ClientSheet.certificate(role), "0644", leaf.chain());
        text(tar, ClientSheet.key(role), "0600", leaf.key().reveal());
        bytes(tar, ClientSheet.javaKey(role), "0600", der(leaf.key().reveal()));
      }
      case EXTERNAL -> {}
    }
  }

  /** What stands in PEM's armour (RFC 7468). */
  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
  }

  private static void text(TarWriter tar, String name, String mode, String text)
      throws IOException {
    bytes(tar, name, mode, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(TarWriter tar, String name, String mode, byte[] bytes)
      throws IOException {
    tar.file(name, mode, bytes.length, new ByteArrayInputStream(bytes));
  }

  private static final String README =
      """
      root.crt         verifies that the service is the service
      pg_service.conf  connections by name, for libpq:
                         export PGSERVICEFILE=$PWD/pg_service.conf PGPASSFILE=$PWD/pgpass
                         psql service=DATABASE-default
      connections.txt  the same for libpq and JDBC, to be copied
      pgpass           the password, where the role has one; keep it from others
      ROLE.crt, .key   the certificate, where the role has one; keep the key from others
      ROLE.pk8         the same key for Java

      The files name each other as being in the working directory.
      """;
}
