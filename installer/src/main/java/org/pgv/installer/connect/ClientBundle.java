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
import org.pgv.installer.archive.TarWriter;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.secret.Credentials;
import org.pgv.manifests.site.Site;

/**
 * What an application's team gets, as one archive that only its owner may read: the site's root
 * certificate, ready connections, and the password of the role.
 */
public record ClientBundle(Site site, Audience audience, Credentials credentials) {

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
    String password =
        credentials
            .password(PostgresComponent.passwordName(audience.cluster(), audience.role()))
            .reveal();
    // libpq ignores a password file that others may read.
    text(tar, "pgpass", "0600", "*:*:*:" + audience.role() + ":" + password + "\n");
    text(tar, "README", "0644", README);
  }

  private static void text(TarWriter tar, String name, String mode, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tar.file(name, mode, bytes.length, new ByteArrayInputStream(bytes));
  }

  private static final String README =
      """
      root.crt         verifies that the service is the service
      pg_service.conf  connections by name, for libpq:
                         export PGSERVICEFILE=$PWD/pg_service.conf PGPASSFILE=$PWD/pgpass
                         psql service=DATABASE-primary
      connections.txt  the same for libpq and JDBC, to be copied
      pgpass           the password; keep it from others

      The files name root.crt as being in the working directory.
      """;
}
