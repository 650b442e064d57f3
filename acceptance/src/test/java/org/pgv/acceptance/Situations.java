package org.pgv.acceptance;

import java.util.List;

/**
 * How hosts are found where people had them before: some of it an installation has to get along
 * with, the rest {@code check} has to tell, all of it in one go.
 */
final class Situations {
  private final Lab lab;

  Situations(Lab lab) {
    this.lab = lab;
  }

  /**
   * Nothing may fail because of it.
   *
   * @param undone what spares tests that come later: it fails, or speaks, in their own commands
   */
  private record Harmless(String host, String made, String undone) {
    Harmless(String host, String made) {
      this(host, made, "");
    }
  }

  /**
   * Has to be told.
   *
   * @param told by which rule
   * @param of the hosts that are named
   */
  private record Told(String host, String made, String mended, String told, List<String> of) {
    Told(String host, String made, String mended, String told) {
      this(host, made, mended, told, List.of(host));
    }
  }

  private static final List<Harmless> HARMLESS =
      List.of(
          // A company's proxy for all, a release, pins, a source that nobody reaches, a hold.
          new Harmless(
              "pg2",
              """
              cat >/etc/apt/apt.conf.d/95company <<'END'
              Acquire::http::Proxy "http://192.0.2.1:3128";
              Acquire::https::Proxy "http://192.0.2.1:3128";
              APT::Default-Release "stable";
              END
              printf 'Package: *\\nPin: origin *\\nPin-Priority: -1\\n' >/etc/apt/preferences.d/company
              """),
          new Harmless(
              "pg2",
              "echo 'deb http://192.0.2.2/vendor stable main' >/etc/apt/sources.list.d/vendor.list",
              "rm /etc/apt/sources.list.d/vendor.list"),
          new Harmless("infra1", "apt-mark hold base-files"),
          // Shells that speak, ask others in, and leave.
          new Harmless(
              "pg1",
              """
              printf 'echo Authorised use only >&2; umask 077; TMOUT=5; set -o noclobber\\n' |
                tee -a /root/.bashrc /root/.profile >/etc/profile.d/company.sh
              printf '*** Authorised use only ***\\n' >/etc/issue.net
              printf 'Banner /etc/issue.net\\nMaxSessions 2\\n' >/etc/ssh/sshd_config.d/company.conf
              systemctl reload ssh
              """,
              """
              sed -i '/Authorised use only/d' /root/.bashrc /root/.profile
              rm /etc/profile.d/company.sh /etc/ssh/sshd_config.d/company.conf
              systemctl reload ssh
              """),
          new Harmless(
              "pg1",
              "printf 'LC_ALL=tr_TR.UTF-8\\nLANG=tr_TR.UTF-8\\n' >>/etc/environment",
              "sed -i /tr_TR/d /etc/environment"),
          new Harmless("pg1", "mount -t tmpfs -o noexec,size=8m none /tmp"),
          new Harmless("infra1", "ln -sf ../usr/share/zoneinfo/Asia/Kolkata /etc/localtime"),
          new Harmless("infra1", "echo '127.0.1.1 infra1' >>/etc/hosts"),
          new Harmless("infra1", "useradd --system --uid 777 --create-home _chrony"),
          // On a disk of its own, by a link of root's; and with an account that somebody made.
          new Harmless(
              "pg3",
              "mkdir -p /srv/etcd && ln -s /srv/etcd /var/lib/etcd && useradd --system etcd"),
          new Harmless("pg3", "mkdir -p /var/lib/postgresql/17/lost+found"));

  private static final List<Told> TOLD =
      List.of(
          new Told(
              "pg1",
              "useradd --system --home-dir /srv/home --shell /bin/sh postgres",
              "install -d -o postgres -g postgres -m 0700 /srv/home",
              "account-home"),
          new Told(
              "pg1",
              """
              umask 022; cd "$(mktemp -d /var/tmp/half.XXXXXX)" && mkdir -p half/DEBIAN
              printf 'Package: half\\nVersion: 1\\nArchitecture: all\\nMaintainer: a <a@b>\\nDescription: h\\n' \\
                >half/DEBIAN/control
              dpkg-deb --build half && dpkg --unpack half.deb
              """,
              "dpkg --purge half",
              "packages-unfinished"),
          new Told(
              "pg1",
              "mkdir -p /var/lib/postgresql/17/main && touch /var/lib/postgresql/17/main/notes",
              "rm -r /var/lib/postgresql/17/main",
              "data-directory"),
          new Told(
              "pg2",
              "ip link set host0 mtu 1400",
              "ip link set host0 mtu 1500",
              "frames-lost",
              List.of("pg1", "pg3", "infra1")),
          new Told("pg2", "hostname db2", "hostname pg2", "host-name"),
          new Told(
              "pg2",
              "mkdir -p /var/lib/postgresql/15/old && echo 15 >/var/lib/postgresql/15/old/PG_VERSION",
              "rm -r /var/lib/postgresql/15",
              "foreign-postgres"),
          new Told(
              "pg3",
              "systemd-run --unit=taken --collect perl -MIO::Socket::INET"
                  + " -e 'push @a, IO::Socket::INET->new(LocalPort => 8008, Listen => 1); sleep 600'",
              "systemctl stop taken",
              "port-in-use"),
          new Told(
              "pg3",
              "mkdir -p /srv/etcd/default/member",
              "rm -r /srv/etcd/default",
              "foreign-etcd"),
          new Told(
              "infra1", "ln -s /srv /var/lib/pgbackrest", "rm /var/lib/pgbackrest", "backup-link"),
          new Told(
              "infra1",
              "echo '192.0.2.7 pg3 pg3.demo.internal' >>/etc/hosts",
              "sed -i /192.0.2.7/d /etc/hosts",
              "hosts-file"),
          new Told(
              "infra1",
              "cp /etc/machine-id /root && : >/etc/machine-id",
              "cat /root/machine-id >/etc/machine-id && rm /root/machine-id",
              "machine-id"));

  void makeHarmlessOnes() {
    HARMLESS.forEach(each -> lab.shell(each.host(), each.made()).expect(0));
  }

  void undoWhatDisturbsOthers() {
    HARMLESS.forEach(each -> lab.shell(each.host(), each.undone()).expect(0));
  }

  void makeThoseThatAreTold() {
    TOLD.forEach(each -> lab.shell(each.host(), each.made()).expect(0));
  }

  void mendThoseThatAreTold() {
    TOLD.forEach(each -> lab.shell(each.host(), each.mended()).expect(0));
  }

  /** Each of them as "host (rule)". */
  List<String> told() {
    return TOLD.stream()
        .flatMap(each -> each.of().stream().map(host -> host + " (" + each.told() + ")"))
        .sorted()
        .toList();
  }

  int number() {
    return HARMLESS.size() + TOLD.size();
  }

  /** The errors of a check's text in the same form. */
  static List<String> errorsOf(String text) {
    return text.lines()
        .filter(line -> line.startsWith("error "))
        .map(line -> line.replaceFirst("^error ([^:]+): .* (\\([a-z-]+\\))$", "$1 $2"))
        .distinct()
        .sorted()
        .toList();
  }
}
