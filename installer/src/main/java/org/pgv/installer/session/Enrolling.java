package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/**
 * The first thing that happens on a host: it is told whose it is, and what it will be brought to. A
 * run that is killed in the middle has left that behind.
 */
final class Enrolling {
  private static final String SCRIPT =
      """
      cat >%1$s.new && sync %1$s.new && exec mv -fT %1$s.new %1$s
      """
          .formatted(Enrolment.FILE);

  private Enrolling() {}

  /**
   * All stages of a site after this one.
   *
   * @param generation of the secrets, once all of them were asked for
   */
  static List<Stage> before(List<Stage> stages, Topology topology, Generation generation) {
    Enrolment wanted =
        new Enrolment(
            topology.site().name(),
            Sha256.of(topology.credentials().authorities().root()),
            generation,
            topology.bundle().release());
    List<HostResources> hosts = new ArrayList<>();
    for (SiteHost host : topology.site().hosts()) {
      Optional<Enrolment> known = topology.facts(host.name()).managed().enrolment();
      if (!known.equals(Optional.of(wanted))) {
        hosts.add(new HostResources(host.name(), List.of(correction(wanted))));
      }
    }
    List<Stage> all = new ArrayList<>();
    all.add(
        new Stage(
            "enrolment", "remember whose host it is", hosts, Stage.Rollout.PARALLEL, List.of()));
    all.addAll(stages);
    return all;
  }

  private static Correction correction(Enrolment wanted) {
    Script script =
        new Script(
            "enrolment", "remember site, secrets and bundle", SCRIPT, Content.of(wanted.text()));
    return new Correction(
        script, List.of("site " + wanted.site(), "bundle " + wanted.bundle().name()));
  }
}
