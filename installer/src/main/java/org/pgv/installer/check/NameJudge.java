package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.check.Survey.HostsLine;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteSettings;

/** Whether every host finds every other under the name and address of the site file. */
final class NameJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    SortedMap<String, SiteHost> owners = new TreeMap<>();
    for (SiteHost host : subject.site().hosts()) {
      owners.put(host.name().text(), host);
      owners.put(subject.site().fqdn(host.name()), host);
    }
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      for (HostsLine line : candidate.survey().names().hostsFile()) {
        judge(candidate, line, owners).ifPresent(findings::add);
      }
      if (subject.site().settings().names() == SiteSettings.Names.DNS) {
        resolution(candidate, subject.site(), findings);
      }
    }
    return findings;
  }

  private static Optional<Finding> judge(
      Candidate candidate, HostsLine line, SortedMap<String, SiteHost> owners) {
    for (String name : line.names()) {
      SiteHost owner = owners.get(name);
      if (owner == null || line.address().equals(owner.address().text())) {
        continue;
      }
      boolean own = owner.name().equals(candidate.host().name());
      if (line.address().contains(":") || (own && line.address().equals("127.0.0.1"))) {
        continue;
      }
      String what = "/etc/hosts: %s %s".formatted(line.address(), String.join(" ", line.names()));
      if (own && line.address().startsWith("127.")) {
        return Optional.of(new Finding(Rule.HOSTS_FILE_LOOPBACK, candidate.name(), what));
      }
      return Optional.of(
          new Finding(
              Rule.HOSTS_FILE,
              candidate.name(),
              what + ", and " + name + " is to be " + owner.address()));
    }
    return Optional.empty();
  }

  private static void resolution(Candidate candidate, Site site, List<Finding> findings) {
    Survey.Names names = candidate.survey().names();
    for (SiteHost host : site.hosts()) {
      String address = host.address().text();
      String fqdn = site.fqdn(host.name());
      for (String name : List.of(fqdn, host.name().text())) {
        List<String> found = names.forward().getOrDefault(name, List.of());
        if (!found.contains(address)) {
          String got = found.isEmpty() ? "nothing" : String.join(", ", distinct(found));
          findings.add(
              new Finding(
                  Rule.NAME_RESOLUTION,
                  candidate.name(),
                  "gets " + got + " for " + name + ", not " + address));
        }
      }
      List<String> back = names.reverse().getOrDefault(address, List.of());
      if (!back.contains(fqdn)) {
        String got = back.isEmpty() ? "no name" : String.join(", ", back);
        findings.add(
            new Finding(
                Rule.NAME_REVERSE,
                candidate.name(),
                "gets " + got + " for " + address + ", not " + fqdn));
      }
    }
  }

  private static List<String> distinct(List<String> texts) {
    return texts.stream().distinct().toList();
  }
}
