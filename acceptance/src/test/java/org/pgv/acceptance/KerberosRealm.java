package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** A company's Kerberos realm (MIT) beside the admin, with one person who has a ticket. */
final class KerberosRealm implements AutoCloseable {
  /** Where members look for what they prove themselves by. */
  static final String KEYTAB = "/etc/pgv/krb5.keytab";

  private static final int PORT = 3088;

  private final Lab lab;
  private final Path folder;
  private final Run server;

  /** Brings one up that knows this person and the members. */
  KerberosRealm(Lab lab, String person) throws IOException {
    this.lab = lab;
    folder = Files.createTempDirectory("pgv-realm");
    String center = lab.address("admin") + ":" + PORT;
    Files.writeString(
        folder.resolve("krb5.conf"),
        """
        [libdefaults]
          default_realm = CORP
          dns_lookup_kdc = false
          dns_canonicalize_hostname = false
          rdns = false
        [realms]
          CORP = {
            kdc = %s
          }
        [domain_realm]
          .demo.internal = CORP
        """
            .formatted(center));
    Files.writeString(
        folder.resolve("kdc.conf"),
        """
        [kdcdefaults]
          kdc_listen = %2$s
          kdc_tcp_listen = %2$s
        [realms]
          CORP = {
            database_name = %1$s/principal
            key_stash_file = %1$s/stash
          }
        """
            .formatted(folder, center));
    Files.writeString(folder.resolve("password"), UUID.randomUUID() + "\n");
    know(person);
    server = lab.serve(inRealm("exec krb5kdc -n"), inRealm("kinit " + person + " <password"));
  }

  /** What is typed twice is a password; kadmin's own words would show it to every process. */
  private void know(String person) {
    StringBuilder script =
        new StringBuilder(
            """
            exec >&2
            cat password password | kdb5_util create -r CORP -s
            cat password password | kadmin.local addprinc %s
            """
                .formatted(person));
    for (String member : Lab.MEMBERS) {
      script.append(
          """
          kadmin.local addprinc -randkey postgres/%1$s.demo.internal
          kadmin.local ktadd -k keytab postgres/%1$s.demo.internal
          """
              .formatted(member));
    }
    lab.inNetworkOf("admin", inRealm(script.toString())).expect(0);
  }

  private String inRealm(String script) {
    return "set -e; cd %s; export KRB5_KDC_PROFILE=%s/kdc.conf %s\n%s"
        .formatted(folder, folder, environment(), script);
  }

  /** By what a program finds the realm, and the person's ticket. */
  String environment() {
    return "KRB5_CONFIG=%1$s/krb5.conf KRB5CCNAME=FILE:%1$s/tickets".formatted(folder);
  }

  /** Brings each member what it proves itself by, as whoever runs the realm would. */
  void bringKeytabs() throws IOException {
    byte[] keytab = Files.readAllBytes(folder.resolve("keytab"));
    String script =
        "umask 077; echo %1$s | base64 -d >%2$s && chown postgres %2$s"
            .formatted(Base64.getEncoder().encodeToString(keytab), KEYTAB);
    Lab.MEMBERS.forEach(member -> lab.shell(member, script).expect(0));
  }

  @Override
  public void close() {
    server.kill();
    server.end();
    Lab.MEMBERS.forEach(member -> lab.shell(member, "rm -f " + KEYTAB).expect(0));
    lab.inNetworkOf("admin", "rm -rf " + folder).expect(0);
  }
}
