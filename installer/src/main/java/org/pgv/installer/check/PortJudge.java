package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.component.Components;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Protocol;
import org.pgv.installer.port.Program;
import org.pgv.installer.probe.Network.Listener;

/** Whether the ports we need are free, or used by ourselves. */
final class PortJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      for (OpenPort use : uses(subject, candidate)) {
        String foreign =
            candidate.facts().network().listeners().stream()
                .filter(listener -> listener.port() == use.address().port())
                .filter(listener -> !isOurs(subject, candidate, use.program(), listener))
                .map(listener -> listener.process().isEmpty() ? "unknown" : listener.process())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
          findings.add(
              new Finding(
                  Rule.PORT_IN_USE,
                  candidate.name(),
                  "port %d, needed for %s, is used by %s"
                      .formatted(use.address().port(), use.what(), foreign)));
        }
      }
    }
    return findings;
  }

  /** The TCP ports that programs of ours need on a host. */
  static List<OpenPort> uses(Subject subject, Candidate candidate) {
    return Components.ports(subject.site()).stream()
        .filter(port -> port.host().equals(candidate.host()))
        .filter(port -> port.address().protocol() == Protocol.TCP)
        .filter(port -> port.program() != Program.OTHER)
        .toList();
  }

  /** A unit we once started is in the record, also where it has crashed and left its children. */
  private static boolean isOurs(
      Subject subject, Candidate candidate, Program program, Listener listener) {
    return program
            .unit(subject.platform())
            .filter(unit -> Ours.runs(candidate.facts(), unit))
            .isPresent()
        && (listener.process().isEmpty() || program.processes().contains(listener.process()));
  }
}
