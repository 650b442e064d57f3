package org.pgv.installer.component.pulse;

import java.util.List;
import java.util.function.UnaryOperator;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;

/** Looks whether a program answers, and starts it again where it has hung. */
public final class Pulse {
  private static final Template SCRIPT = new Template(Pulse.class, "pulse.sh.ftl");
  private static final Template SERVICE = new Template(Pulse.class, "pulse.service.ftl");

  private Pulse() {}

  /** What the script is laid out from. */
  public record Script(String unit, String answers, String outdated) {}

  /** What its unit is laid out from. */
  public record Service(String unit, String program) {}

  /**
   * What keeps watch over a unit.
   *
   * @param unit such as {@code haproxy.service}
   * @param answers the body of a function of bash: fails where the program is there and has not
   *     answered within 2 s
   */
  public static List<Resource> of(String unit, String answers) {
    return of(unit, answers, "", hardening -> hardening);
  }

  /**
   * What keeps watch over a unit that may have to start again although it answers.
   *
   * @param outdated the body of a function of bash, called once a second: succeeds where it must
   * @param needs what the questions take
   */
  public static List<Resource> of(
      String unit, String answers, String outdated, UnaryOperator<Hardening> needs) {
    String name = "pgv-pulse-" + unit.substring(0, unit.lastIndexOf('.'));
    String program = "/usr/local/sbin/" + name;
    Content script = Content.of(SCRIPT.render(new Script(unit, body(answers), body(outdated))));
    Content service = Content.of(SERVICE.render(new Service(unit, program)));
    Hardening hardening = needs.apply(Hardening.of(name + ".service"));
    return List.of(
        new ManagedFile(program, Ownership.ROOT_OPEN, script),
        new ManagedFile("/etc/systemd/system/" + name + ".service", Ownership.ROOT, service),
        hardening.file(),
        Unit.running(
            name + ".service", List.of(script.digest(), service.digest(), hardening.digest())));
  }

  private static String body(String function) {
    return function.indent(2).stripTrailing();
  }
}
