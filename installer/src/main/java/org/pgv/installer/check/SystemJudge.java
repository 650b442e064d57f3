package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.probe.Machine;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.value.Target;

/** Whether the machine and its operating system are what the bundle and the roles need. */
final class SystemJudge implements Judge {
  private static final long MIB = 1L << 20;
  private static final Set<String> USUAL_POLICIES = Set.of("", "DEFAULT");
  private static final Set<String> ENTERPRISE_LINUX =
      Set.of("rhel", "rocky", "almalinux", "centos", "ol");

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      system(candidate, subject.target(), findings);
      capacity(candidate, subject, findings);
      kernel(candidate, subject, findings);
      cryptography(candidate, findings);
    }
    return findings;
  }

  private static void system(Candidate candidate, Target target, List<Finding> findings) {
    Machine.OperatingSystem system = candidate.facts().machine().system();
    if (!isRelease(system, target)) {
      findings.add(
          new Finding(
              Rule.OS_RELEASE,
              candidate.name(),
              "runs "
                  + (system.name() + " " + system.version()).strip()
                  + ", and the bundle is for "
                  + target));
    }
    if (!system.architecture().equals(target.architecture().rpm())) {
      findings.add(
          new Finding(
              Rule.ARCHITECTURE,
              candidate.name(),
              "is " + system.architecture() + ", and the bundle is for " + target));
    }
    if (!system.init().equals("systemd")) {
      findings.add(
          new Finding(
              Rule.SYSTEMD, candidate.name(), "its first process is '" + system.init() + "'"));
    }
  }

  private static boolean isRelease(Machine.OperatingSystem system, Target target) {
    boolean sameName =
        switch (target.os()) {
          case "el" -> ENTERPRISE_LINUX.contains(system.name());
          case "el-lookalike" -> system.name().equals("el" + target.release() + "-lookalike");
          default -> system.name().equals(target.os());
        };
    return sameName && (system.version() + ".").startsWith(target.release() + ".");
  }

  private static void cryptography(Candidate candidate, List<Finding> findings) {
    Machine.Security security = candidate.facts().machine().system().security();
    if (security.fips()) {
      findings.add(new Finding(Rule.CRYPTO_POLICY, candidate.name(), "FIPS mode"));
    } else if (!USUAL_POLICIES.contains(security.cryptoPolicy())) {
      findings.add(
          new Finding(
              Rule.CRYPTO_POLICY, candidate.name(), "crypto policy " + security.cryptoPolicy()));
    }
  }

  private static void capacity(Candidate candidate, Subject subject, List<Finding> findings) {
    Machine.Capacity capacity = candidate.facts().machine().capacity();
    long least = leastMemory(candidate, subject);
    String what =
        "has %d MiB of memory, its roles need %d to start and do well with %d"
            .formatted(capacity.memoryBytes() / MIB, least, 2 * least);
    if (capacity.memoryBytes() < least * MIB) {
      findings.add(new Finding(Rule.MEMORY, candidate.name(), what));
    } else if (capacity.memoryBytes() < 2 * least * MIB) {
      findings.add(new Finding(Rule.MEMORY_SMALL, candidate.name(), what));
    }
    if (capacity.cpus() < 2 && subject.isMember(candidate)) {
      findings.add(new Finding(Rule.CPUS, candidate.name(), "has one processor"));
    }
  }

  /** In MiB: the system, and what each service takes before it has anything to do. */
  private static long leastMemory(Candidate candidate, Subject subject) {
    return 192L
        + (subject.isMember(candidate) ? 512 : 0)
        + (subject.isRouter(candidate) ? 32 : 0)
        + (candidate.host().has(Role.ETCD) ? 128 : 0)
        + (candidate.host().has(Role.INFRA) ? 64 : 0);
  }

  /** A container's kernel belongs to the machine below, which is not ours to judge. */
  private static void kernel(Candidate candidate, Subject subject, List<Finding> findings) {
    boolean container = candidate.facts().machine().system().container().isPresent();
    if (container || !subject.isMember(candidate)) {
      return;
    }
    Survey.Kernel kernel = candidate.survey().settings().kernel();
    if (kernel.hugePages().equals("always")) {
      findings.add(
          new Finding(Rule.HUGE_PAGES, candidate.name(), "transparent huge pages: always"));
    }
    if (!kernel.overcommit().isEmpty() && !kernel.overcommit().equals("2")) {
      findings.add(
          new Finding(
              Rule.OVERCOMMIT,
              candidate.name(),
              "vm.overcommit_memory is " + kernel.overcommit() + ", not 2"));
    }
  }
}
