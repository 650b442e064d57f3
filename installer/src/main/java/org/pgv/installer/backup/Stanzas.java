package org.pgv.installer.backup;

import java.util.List;
import java.util.Optional;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;

/** Finds the cluster that a command means. */
public final class Stanzas {
  private Stanzas() {}

  /** The one that was named, or the site's only one. */
  public static Stanza choose(Topology topology, Optional<String> named) {
    List<Stanza> all = Stanza.all(topology);
    if (all.isEmpty()) {
      throw refusal(
          topology.site().name(), "has no backups", "give a host the role 'backup', and apply");
    }
    List<String> names = all.stream().map(Stanza::name).toList();
    if (named.isEmpty() && all.size() > 1) {
      throw refusal(
          topology.site().name(),
          "has several clusters: " + String.join(", ", names),
          "name one with --cluster");
    }
    return all.stream()
        .filter(stanza -> named.isEmpty() || stanza.name().equals(named.get()))
        .findFirst()
        .orElseThrow(
            () ->
                refusal(
                    "--cluster",
                    "no cluster '" + named.orElse("") + "' with backups",
                    Spelling.hint(named.orElse(""), names)));
  }

  private static Refusal refusal(String where, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(where, what, hint));
  }
}
