package org.pgv.installer.probe;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.installer.probe.Network.Link;
import org.pgv.installer.probe.Sections.Section;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.value.Network;

/** Turns what the probe printed into facts. */
final class ProbeReader {
  private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final long NANOS = 1_000_000_000L;

  private final Sections sections;

  ProbeReader(Sections sections) {
    this.sections = sections;
  }

  HostFacts read(HostName host, Instant arrived) {
    return new HostFacts(
        host,
        machine(arrived),
        software(),
        new ManagedReader(sections).read(),
        new org.pgv.installer.probe.Network(
            ListenerReader.read(sections.of(Section.LISTENERS)), links(), firewall()),
        CatalogueReader.read(sections.of(Section.CATALOGUE)),
        new HostFacts.Remembered(
            AppliedSite.read(String.join("\n", sections.of(Section.APPLIED))),
            EtcdReader.read(sections.fields(Section.ETCD, 2))),
        RunningServer.read(sections.of(Section.CATALOGUE)));
  }

  private Machine machine(Instant arrived) {
    return new Machine(
        new Machine.Identity(
            sections.line(Section.IDENTITY, 0),
            fqdn(),
            sections.line(Section.IDENTITY, sections.of(Section.IDENTITY).size() - 1)),
        system(),
        new Machine.Capacity(number(Section.CAPACITY, 0).intValueExact(), memory()),
        mounts(),
        Duration.between(arrived, clock()));
  }

  private String fqdn() {
    String name = sections.line(Section.IDENTITY, 1);
    return name.contains(".") ? name : "";
  }

  private Machine.OperatingSystem system() {
    List<String> lines = sections.of(Section.SYSTEM);
    String virtualization = lines.size() > 4 ? sections.line(Section.SYSTEM, 3) : "none";
    return new Machine.OperatingSystem(
        sections.line(Section.SYSTEM, 0),
        sections.line(Section.SYSTEM, 1),
        sections.line(Section.SYSTEM, 2),
        virtualization.equals("none") ? Optional.empty() : Optional.of(virtualization),
        sections.line(Section.SYSTEM, lines.size() - 1),
        new Machine.Security(
            !sections.line(Section.SECURITY, 0).equals("off"),
            sections.line(Section.SECURITY, 1).equals("1"),
            sections.line(Section.SECURITY, 2)));
  }

  /** What the kernel has, or less where a container's limit says so. */
  private long memory() {
    long bytes = 1024 * number(Section.CAPACITY, 1).longValueExact();
    String limit = sections.line(Section.CAPACITY, 2);
    return limit.isEmpty() || limit.equals("max") ? bytes : Math.min(bytes, Long.parseLong(limit));
  }

  private List<Mount> mounts() {
    return sections.fields(Section.MOUNTS, 4).stream()
        .map(f -> new Mount(f.get(0), f.get(1), Long.parseLong(f.get(2)), Long.parseLong(f.get(3))))
        .toList();
  }

  private Instant clock() {
    BigDecimal seconds = number(Section.CLOCK, 0);
    return Instant.ofEpochSecond(
        seconds.longValue(),
        seconds.remainder(BigDecimal.ONE).multiply(BigDecimal.valueOf(NANOS)).longValue());
  }

  private Software software() {
    String own = sections.line(Section.ARCHITECTURE, 0);
    TreeMap<String, String> packages = new TreeMap<>();
    List<String> unfinished = new ArrayList<>();
    for (List<String> fields : sections.fields(Section.PACKAGES, 4)) {
      String architecture = fields.get(2);
      boolean plain = List.of(own, "all", "noarch").contains(architecture) || own.isEmpty();
      String name = plain ? fields.get(1) : fields.get(1) + ":" + architecture;
      switch (fields.get(0)) {
        case "installed", "triggers-pending", "triggers-awaited" ->
            packages.put(name, fields.get(3));
        case "unpacked", "half-configured", "half-installed" -> unfinished.add(name);
        default -> {}
      }
    }
    return new Software(packages, unfinished, sections.of(Section.USERS), dataFolders());
  }

  private List<DataFolder> dataFolders() {
    return sections.fields(Section.DATA, 2).stream()
        .map(fields -> new DataFolder(DataKind.valueOf(fields.get(0)), fields.get(1)))
        .toList();
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (List<String> fields : sections.fields(Section.ADDRESSES, 2)) {
      Network address = Network.parse(fields.get(0));
      String text = address.address().text();
      if (!text.startsWith("127.")) {
        links.add(new Link(text, fields.get(1), address.whole()));
      }
    }
    return links.stream().sorted(Comparator.comparing(Link::address)).toList();
  }

  private Firewall firewall() {
    String installer = sections.line(Section.FIREWALL, 0);
    List<List<String>> lines = sections.fields(Section.FIREWALL, 2);
    return new Firewall(
        IPV4.matcher(installer).matches()
            ? Optional.of(new IpAddress(installer))
            : Optional.empty(),
        lines.stream()
            .filter(line -> List.of("new", "gone").contains(line.getFirst()))
            .map(line -> (line.getFirst().equals("new") ? "+ " : "- ") + line.getLast().strip())
            .toList(),
        lines.contains(List.of("runs", "firewalld")),
        lines.stream()
            .filter(
                line -> line.getFirst().equals("other") && !line.getLast().endsWith(" firewalld"))
            .map(List::getLast)
            .toList());
  }

  private BigDecimal number(Section section, int line) {
    try {
      return new BigDecimal(sections.line(section, line));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number in section " + section.heading(), e);
    }
  }
}
