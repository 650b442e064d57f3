package org.pgv.acceptance;

/** What is on a host, said so that two states can be compared. */
final class HostState {
  /** Without what the operating system itself writes down as time goes by. */
  private static final String CONFIGURATION =
      """
      cd /
      find etc -xdev \\( -type f -o -type l \\) \\
        ! -path 'etc/ssl/certs/*' ! -name '*-' ! -path etc/ld.so.cache ! -path etc/resolv.conf \\
        ! -path etc/machine-id ! -path etc/mailname ! -path 'etc/alternatives/*' \\
        ! -path etc/.updated |
        LC_ALL=C sort | while read -r file; do
          printf '%s ' "$(stat -c '%a %U:%G' "$file")"
          if [ -L "$file" ]; then echo "$file -> $(readlink "$file")"; else sha256sum "$file"; fi
        done
      """;

  private static final String PACKAGES =
      "dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\\n'";

  private static final String UNITS =
      "systemctl list-unit-files --state enabled --no-legend | sed 's/ .*//' | LC_ALL=C sort;"
          + " systemctl list-units --type service --state running --plain --no-legend"
          + " | sed 's/ .*//' | grep -v '@' | LC_ALL=C sort";

  private HostState() {}

  static String configuration(Lab lab, String host) {
    return lab.shell(host, CONFIGURATION).expect(0).output();
  }

  static String packages(Lab lab, String host) {
    return lab.shell(host, PACKAGES).expect(0).output();
  }

  static String units(Lab lab, String host) {
    return lab.shell(host, UNITS).expect(0).output();
  }
}
