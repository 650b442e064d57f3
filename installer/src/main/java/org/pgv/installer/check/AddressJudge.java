package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.check.Subject.Candidate;

/** Whether an address that moves is free, and can move. */
final class AddressJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      Survey.Links links = candidate.survey().links();
      links
          .taken()
          .forEach(
              (address, hardware) ->
                  findings.add(
                      new Finding(
                          Rule.VIP_TAKEN,
                          candidate.name(),
                          "hears " + hardware + " answer for " + address)));
      for (String address : links.apart()) {
        findings.add(
            new Finding(
                Rule.VIP_APART, candidate.name(), "does not find " + address + " on its link"));
      }
      links
          .routers()
          .forEach(
              (number, address) ->
                  findings.add(
                      new Finding(
                          Rule.VIRTUAL_ROUTER_TAKEN,
                          candidate.name(),
                          "hears " + address + " say that it is virtual router " + number)));
    }
    return findings;
  }
}
