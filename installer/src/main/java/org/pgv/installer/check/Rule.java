package org.pgv.installer.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is checked, in the order of the reports; the names never change. */
public enum Rule {
  UNREACHABLE(
      Kind.FINAL,
      "the host cannot be reached or looked at",
      "nothing is known of it, and nothing can be done on it",
      "see that it runs and that 'ssh USER@ADDRESS sudo -n true' works from here"),
  FOREIGN_SITE(
      Kind.FINAL,
      "the host belongs to another site, or to this one as another machine keeps it",
      "a new authority and new passwords would shut clients out, and make backups unreadable",
      "work on the admin host of that site, or restore its PGV_HOME here; where all copies are"
          + " lost, docs/how-to/change-the-admin-host.md has the way back"),
  OLDER_SECRETS(
      Kind.FINAL,
      "the secrets kept here are older than those that the host was brought to",
      "what was made since would be made anew: passwords, certificates, keys of backups",
      "restore the latest copy of PGV_HOME; where it is lost, --older-secrets goes on with these"),
  OLDER_BUNDLE(
      Kind.FINAL,
      "the bundle is older than the one that was applied",
      "flaws that were mended come back, and most packages do not support going back",
      "name the newer bundle, or go back on purpose with --allow-downgrade"),
  OS_RELEASE(
      Kind.ERROR,
      "the operating system is not the one the bundle is for",
      "packages of another release do not fit its libraries",
      "use a bundle for this system, or reinstall the host with the bundle's"),
  ARCHITECTURE(
      Kind.FINAL,
      "the processor is not the one the bundle is for",
      "no program in the bundle can run there",
      "use a bundle for this architecture"),
  SYSTEMD(
      Kind.FINAL,
      "the host was not started by systemd",
      "every service is started, watched and restarted by it",
      "install systemd-sysv and restart the host"),
  MEMORY(
      Kind.ERROR,
      "less memory than the host's roles need to start",
      "the kernel would end services when it runs out",
      "give the host more memory, or fewer roles"),
  MEMORY_SMALL(
      Kind.WARNING,
      "little memory for the host's roles",
      "it works, with little left for the page cache and for load",
      "give the host more memory"),
  CPUS(
      Kind.WARNING,
      "a PostgreSQL host with one processor",
      "under load a busy server delays the lease that keeps it primary",
      "give the host at least two processors"),
  SPACE(
      Kind.ERROR,
      "less free space than what comes to the file system needs",
      "the installation would stop half way, or the service soon after",
      "make the file system larger, or free some of it"),
  SPACE_SMALL(
      Kind.WARNING,
      "little free space",
      "a full disk stops writes, and nobody fails over because of it",
      "make the file system larger before the data grows"),
  CLOCK_WRONG(
      Kind.ERROR,
      "the clock differs from this machine's by more than half a second",
      "certificates are not valid yet or no longer, and logs cannot be compared",
      "set the clock ('timedatectl set-ntp true', or 'date -s' once), or set this machine's"),
  CLOCK_DRIFT(
      Kind.WARNING,
      "the clock differs from this machine's by more than 200 ms",
      "logs of two hosts cannot be put in order",
      "it is corrected once the site's time service runs"),
  TIME_ZONE(
      Kind.WARNING,
      "the time zone is not that of the other hosts",
      "times in logs look hours apart",
      "run 'timedatectl set-timezone UTC' on every host"),
  HOST_NAME(
      Kind.ERROR,
      "the host's own name is not the site file's",
      "logs, prompts and monitoring would show another name than the site file",
      "run 'hostnamectl set-hostname NAME' on it, or correct the site file"),
  HOST_NAME_TWICE(
      Kind.ERROR,
      "two hosts have the same name of their own",
      "members that are called alike overwrite each other's state",
      "run 'hostnamectl set-hostname NAME' on one of them"),
  MACHINE_ID(
      Kind.ERROR,
      "two hosts have the same machine-id, or a host has none",
      "they are clones: their DHCP leases and journals collide",
      "remove /etc/machine-id, run 'systemd-machine-id-setup', restart the host"),
  ADDRESS(
      Kind.ERROR,
      "the host does not have the address of the site file",
      "services listen on that address, and the other hosts look for them there",
      "give the host this address, or correct the site file"),
  HOSTS_FILE(
      Kind.ERROR,
      "a line in /etc/hosts contradicts the site file",
      "the host would talk to the wrong machine under a right name",
      "remove that line"),
  HOSTS_FILE_LOOPBACK(
      Kind.WARNING,
      "/etc/hosts gives the host's own name a loopback address",
      "what listens under that name is not seen by other hosts",
      "remove the line with 127.0.1.1; ours gives the real address"),
  NAME_RESOLUTION(
      Kind.ERROR,
      "the site's DNS does not give the address of the site file",
      "hosts find each other by name, and certificates are checked by it",
      "correct the DNS, or say 'names: hosts' in the site file"),
  NAME_REVERSE(
      Kind.WARNING,
      "the site's DNS does not lead from the address back to the name",
      "logs show addresses in place of names",
      "add the PTR record"),
  PORT_IN_USE(
      Kind.ERROR,
      "a port that we need is used by another program",
      "our service could not start",
      "stop and disable that program, or choose another port under 'ports' in the site file"),
  PORT_BLOCKED(
      Kind.ERROR,
      "a host cannot reach a port of another",
      "members would not find each other, or clients not find them",
      "open the port in the firewall between them"),
  FIREWALL_SSH(
      Kind.ERROR,
      "the firewall would not let this machine in",
      "once its rules are loaded, no new ssh connection from here could be made",
      "add this machine's address to 'firewall.admins' in the site file, or work from one of them"),
  FIREWALL_CHANGED(
      Kind.WARNING,
      "the rules of the firewall were changed by hand",
      "the host lets in something else than the site's table of ports says",
      "'pgv-install apply' loads them again; name what has to stay under 'firewall.open'"),
  FIREWALL_OTHERS(
      Kind.WARNING,
      "somebody else filters packets, too",
      "a packet has to pass every table: these can close what ours opens, or redirect it",
      "see 'nft list ruleset' on the host; leave one of them to decide"),
  SOURCE_ADDRESS(
      Kind.ERROR,
      "a host comes to others from another address than its own in the site file",
      "etcd, PostgreSQL and firewalls let in the addresses of the site file, and nobody else",
      "make it the first address of its device ('ip route get ADDRESS' names it), or give the site"
          + " file the other one"),
  FRAMES_LOST(
      Kind.ERROR,
      "full frames are lost on the way from a host to another",
      "connections are made, and stand still as soon as there is something to send",
      "give both devices, and all that is between them, the same MTU"),
  VIP_TAKEN(
      Kind.ERROR,
      "somebody has the address that the routers are to share",
      "two machines with one address take each other's clients",
      "find the machine by its hardware address, or choose another 'vip' in the site file"),
  VIP_APART(
      Kind.ERROR,
      "two routers that are to share an address are not on one link",
      "clients would find the address on one side only",
      "put them into one network segment, or leave 'vip' out of the site file"),
  VIRTUAL_ROUTER_TAKEN(
      Kind.WARNING,
      "somebody else on the link is a virtual router of the same number",
      "ours say it to each other alone, but who looks at the link takes them for one, and so does a"
          + " router of theirs that hears both",
      "give the cluster another 'virtualRouter' in the site file"),
  ACCESS_SHADOWED(
      Kind.WARNING,
      "a rule of 'access' never decides anything",
      "a rule before it fits every connection that it fits, and the first one that fits decides",
      "take the rule out of the site file, or put it before the other"),
  HOST_DROPPED(
      Kind.ERROR,
      "a host of the site that was applied is not in the site file any more",
      "it goes on with all it was given: as a member that is counted, a router that takes the"
          + " address, a voter of etcd",
      "with the file as it was, 'pgv-install uninstall --host NAME'; then take it out of the file."
          + " Waive this only if the machine is gone for good"),
  HOST_MOVED(
      Kind.FINAL,
      "a host has another address in the site file than when it was applied",
      "etcd and PostgreSQL listen on the old one, and the others look for them there",
      "with the old address in the file, 'pgv-install uninstall --host NAME --purge-data'; then give"
          + " the host and the file the new one, and apply: it joins as a new host"),
  CLUSTER_DROPPED(
      Kind.ERROR,
      "a cluster that runs is not in the site file any more, or has another name there",
      "under another name it would begin empty; its data would stay, and nobody serve it",
      "give it its name back; for another name, 'pgv-install clone' it into a new one first. Waive"
          + " this only to stop it for good; its data stays on the disks"),
  CLUSTER_MOVED(
      Kind.FINAL,
      "a host is to be a member of another cluster than the one it is in",
      "it has the data of the one, and the other would not take it",
      "take it out of its cluster first, and apply; put it into the other one then"),
  DATA_MOVED(
      Kind.FINAL,
      "a service's data is to be in another place than where it is",
      "the service would find an empty folder there, and begin with nothing",
      "give the path back in the site file; to use another drive, mount it at the old path, one"
          + " member after the other"),
  POSTGRES_VERSION(
      Kind.FINAL,
      "a cluster that runs is to have another major version of PostgreSQL",
      "no version reads the data of another",
      "give the version back in the site file; a new cluster of that version can be filled by"
          + " pg_dump or logical replication"),
  BACKUPS_MOVED(
      Kind.ERROR,
      "a cluster's backups are to go to another place",
      "the backups so far stay where they are: nothing is restored from there any more",
      "waive this once they may be left behind; the first backup in the new place follows"),
  ETCD_MEMBERS(
      Kind.FINAL,
      "etcd is to have more or fewer members, or several others than it has",
      "members are taken in one at a time, while most of them are there",
      "replace one host with the role etcd, apply, then the next one"),
  ETCD_DATA(
      Kind.FINAL,
      "some of etcd's members have lost their data, and the others are no majority",
      "members that begin anew beside one that has data would be taken for the same etcd",
      "set aside what is left of etcd's data on the other hosts (stop etcd.service, move the folder"
          + " away), and apply: Patroni writes anew what it knows"),
  DATA_DIRECTORY(
      Kind.FINAL,
      "the place for our data holds data that is not ours",
      "it would have to be overwritten, and that is never done",
      "move it away, or name another place for ours in the site file"),
  BACKUP_LINK(
      Kind.FINAL,
      "the folder of backups is a link, or below one",
      "what keeps members from replacing backups does not hold behind a link",
      "mount the other disk at the folder itself ('mount --bind' for a part of one), or name"
          + " another folder in the site file"),
  DRIVES(
      Kind.FINAL,
      "MinIO has several folders, and some are no drives of their own",
      "it takes no folder on the system's drive then, and parts of one object must not be lost"
          + " together",
      "mount a file system of its own at each folder, or name one folder on one host"),
  ACCOUNT_HOME(
      Kind.ERROR,
      "an account that our services run as is there, and its home is not",
      "PostgreSQL's programs start in it, and look there for files of their own",
      "make the folder for that account ('install -d -o NAME -g NAME -m 0700 HOME'), or name"
          + " another by 'usermod --home'"),
  FOREIGN_POSTGRES(
      Kind.ERROR,
      "a PostgreSQL cluster that is not ours is on the host",
      "two servers compete for memory and port, and packages of one can break the other",
      "move it to another host; waive this only if it is of no more use and stopped"),
  FOREIGN_ETCD(
      Kind.ERROR,
      "etcd data that is not ours is on the host",
      "a member of another cluster could be started in place of ours",
      "move it away; waive this only if it is of no more use and stopped"),
  CLOSURE(
      Kind.ERROR,
      "the host's package manager cannot install what is needed",
      "the installation would stop half way",
      "mend what it names; a package in the way can be removed, a package on hold be released"),
  PACKAGES_REMOVED(
      Kind.ERROR,
      "packages of the host would have to go",
      "what is in use on the host would be lost",
      "see whether they are needed; remove them yourself, or use another host"),
  PACKAGES_REPLACED(
      Kind.WARNING,
      "a package of the host gives way to one of ours that does the same",
      "one program alone can set the clock, and only chrony serves it to other hosts",
      "nothing is to be done; uninstall leaves chrony in its place, as its own package sets it up"),
  PACKAGES_DOWNGRADED(
      Kind.ERROR,
      "packages of the host are newer than the bundle's",
      "going back to an older version is not supported by most packages",
      "use a newer bundle"),
  PACKAGES_UPGRADED(
      Kind.WARNING,
      "packages that the host has already come to a newer version",
      "something else on the host may rely on the old one",
      "nothing is to be done if the host serves this site only"),
  PACKAGES_UNFINISHED(
      Kind.ERROR,
      "an installation by somebody else was interrupted",
      "the package manager refuses anything new, or finishes that first",
      "run 'dpkg --configure -a' on the host and see that it ends well"),
  PACKAGES_BUSY(
      Kind.WARNING,
      "another program is installing packages at this moment",
      "the installation waits for it, for five minutes at most",
      "let it end, or stop it"),
  NOT_IN_BUNDLE(
      Kind.ERROR,
      "the bundle has nothing that a cluster loads, or a database is to have",
      "the extension could not be made; with a library that is not there the server does not start",
      "correct the name, or use a bundle with its package; waive this where hosts have it already"),
  CALENDAR(
      Kind.FINAL,
      "systemd knows no such time",
      "the timer would never run",
      "write it as systemd.time(7) has it; 'systemd-analyze calendar' judges it"),
  RESERVED_PAGES(
      Kind.ERROR,
      "'huge_pages: on' with too few huge pages on the host",
      "PostgreSQL would not start",
      "set vm.nr_hugepages on the host, or 'huge_pages: try'"),
  AUTOMATIC_UPGRADES(
      Kind.WARNING,
      "packages are upgraded without being asked for",
      "an upgrade at night restarts services, on all hosts at once",
      "run 'systemctl disable --now apt-daily-upgrade.timer unattended-upgrades.service'"),
  TMP_NOEXEC(
      Kind.WARNING,
      "nothing can be executed in /tmp",
      "questions that packages ask before they are installed cannot be asked there",
      "nothing is to be done: the answers are not needed"),
  CRYPTO_POLICY(
      Kind.WARNING,
      "the host's administrator allows other cryptography than usual",
      "old clients may be refused, and functions such as MD5 and DES of pgcrypto fail in FIPS mode",
      "nothing is to be done for us: we keep to TLS 1.2 and SHA-256, and change no policy"),
  HUGE_PAGES(
      Kind.WARNING,
      "transparent huge pages are always on",
      "memory is moved about while queries wait",
      "write 'madvise' to /sys/kernel/mm/transparent_hugepage/enabled, now and at every start"),
  OVERCOMMIT(
      Kind.WARNING,
      "the kernel promises more memory than there is",
      "when it runs out, it ends PostgreSQL rather than refusing one query",
      "set vm.overcommit_memory=2 on a host that serves nothing else");

  /** How a rule's findings count, and whether the site may accept them. */
  private enum Kind {
    /** An error that no waiver lifts. */
    FINAL,
    ERROR,
    WARNING
  }

  private final Kind kind;
  private final String meaning;
  private final String why;
  private final String mend;

  Rule(Kind kind, String meaning, String why, String mend) {
    this.kind = kind;
    this.meaning = meaning;
    this.why = why;
    this.mend = mend;
  }

  /** The name that waivers use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return kind == Kind.WARNING ? Severity.WARNING : Severity.ERROR;
  }

  /** Whether the site may accept it; a warning need not be accepted. */
  public boolean waivable() {
    return kind == Kind.ERROR;
  }

  /** What a finding of this rule says. */
  public String meaning() {
    return meaning;
  }

  /** Why it matters. */
  public String why() {
    return why;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }

  public static Optional<Rule> of(String id) {
    return Stream.of(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The names that can be waived. */
  public static List<String> waivableIds() {
    return Stream.of(values()).filter(Rule::waivable).map(Rule::id).toList();
  }
}
