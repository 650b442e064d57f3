package org.pgv.installer.component.pgbackrest;

import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.template.Template;
import org.pgv.manifests.site.SiteHost;

/**
 * What a member does with a copy of its cluster beside the service: in a folder and on a port of
 * its own, as a unit of its own, and nothing of it is archived.
 *
 * @param word what folder and unit are told by
 */
public record AsideShell(Stanza stanza, SiteHost member, String word, int port) {
  private static final Template FUNCTIONS = new Template(AsideShell.class, "aside.sh.ftl");

  /** What the functions are laid out from. */
  public record Values(
      Place place, String stanza, String serving, String user, String program, String logs) {}

  /** Where the copy is. */
  public record Place(String word, String address, int port) {}

  /** Of the units that copies run in, whatever they are called. */
  static List<Hardening> hardening(Stanza stanza) {
    return Stream.of("pgv-drill.service", "pgv-aside-.service")
        .map(unit -> Hardening.ofPostgres(unit).writes(stanza.parentOfData()))
        .toList();
  }

  public String folder() {
    return stanza.dataDirectory() + "-" + word;
  }

  /**
   * Beside those of {@link ServerShell} for the copy and its recovery, {@code restore_aside
   * OPTION…} with options of pgBackRest's, and {@code drop_aside}.
   */
  public String functions() {
    return ServerShell.functions(stanza, folder(), port)
        + ServerShell.recoveryNeeds()
        + FUNCTIONS.render(
            new Values(
                new Place(word, member.address().toString(), port),
                stanza.name(),
                stanza.dataDirectory(),
                stanza.user(),
                Stanza.PROGRAM,
                stanza.layout().logs()));
  }
}
