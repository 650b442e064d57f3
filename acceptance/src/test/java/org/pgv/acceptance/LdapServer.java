package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A company's directory (OpenLDAP) beside the admin, with one person in it, and a certificate of an
 * authority that no host knows.
 */
final class LdapServer implements AutoCloseable {
  private static final int PORT = 3389;

  private final Lab lab;
  private final Path folder;
  private final String password = UUID.randomUUID().toString();
  private final Run server;

  /** Brings one up that knows this person. */
  LdapServer(Lab lab, String person) throws IOException {
    this.lab = lab;
    folder = Files.createTempDirectory("pgv-directory");
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        folder.resolve("slapd.conf"),
        """
        include /etc/ldap/schema/core.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        TLSCertificateFile %1$s/server.crt
        TLSCertificateKeyFile %1$s/server.key
        security simple_bind=128
        database mdb
        suffix dc=corp
        directory %1$s/data
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("people.ldif"),
        """
        dn: dc=corp
        objectClass: dcObject
        objectClass: organization
        dc: corp
        o: corp

        dn: ou=people,dc=corp
        objectClass: organizationalUnit
        ou: people

        dn: cn=%1$s,ou=people,dc=corp
        objectClass: person
        cn: %1$s
        sn: %1$s
        userPassword: %2$s
        """
            .formatted(person, password));
    lab.inNetworkOf(
            "admin",
            """
            cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout server.key \
              -out server.crt -subj /CN=directory -addext subjectAltName=IP:%s &&
            slapadd -f slapd.conf -l people.ldif
            """
                .formatted(folder, lab.address("admin")))
        .expect(0);
    server =
        lab.serve(
            "exec slapd -d 0 -h ldap://%s:%d -f %s"
                .formatted(lab.address("admin"), PORT, folder.resolve("slapd.conf")),
            "bash -c 'exec 3<>/dev/tcp/%s/%d'".formatted(lab.address("admin"), PORT));
  }

  /** The person's password, which nobody but the directory knows. */
  String password() {
    return password;
  }

  /** What a site file says of the whole site. */
  String trusted() {
    return "ldap: { authority: " + folder.resolve("server.crt") + " }\n";
  }

  /** What a rule says of whom to ask. */
  String options() {
    return "{ ldapserver: %s, ldapport: %d, ldaptls: 1, ldapprefix: 'cn=', ldapsuffix: ',ou=people,dc=corp' }"
        .formatted(lab.address("admin"), PORT);
  }

  @Override
  public void close() {
    server.kill();
    server.end();
    lab.inNetworkOf("admin", "rm -rf " + folder).expect(0);
  }
}
