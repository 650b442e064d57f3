package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.hardening.Hardening;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;
import org.pgv.manifests.value.Sha256;

/** Programs of ours that systemd starts by itself. */
final class Schedules {
  private static final String SYSTEMD = "/etc/systemd/system/";
  private static final Template CALENDAR = new Template(Schedules.class, "calendar.timer.ftl");
  private static final Template PAUSE = new Template(Schedules.class, "repository-watch.timer.ftl");
  private static final Template SERVICE = new Template(Schedules.class, "program.service.ftl");

  private Schedules() {}

  /** What a timer with a calendar is laid out from. */
  public record Timer(String what, String calendar, boolean madeUp, String unit) {}

  /** What a timer that goes by pauses is laid out from. */
  public record Pause(String what, String pause, String unit) {}

  /** What the unit of a program is laid out from. */
  public record Program(String what, String command) {}

  /** The unit {@code name.service}, which a timer starts. */
  static List<ManagedFile> service(String name, Program program, Hardening hardening) {
    return List.of(file(name + ".service", SERVICE.render(program)), hardening.file());
  }

  /** The timer {@code name.timer}, by systemd's calendar. */
  static List<Resource> timer(String name, Timer timer, List<ManagedFile> started) {
    return running(name, CALENDAR.render(timer), started);
  }

  /** The timer {@code name.timer}, again and again. */
  static List<Resource> timer(String name, Pause timer, List<ManagedFile> started) {
    return running(name, PAUSE.render(timer), started);
  }

  /**
   * With another unit to start, the timer starts anew: only then is systemd made to read that
   * again.
   */
  private static List<Resource> running(String name, String text, List<ManagedFile> started) {
    ManagedFile file = file(name + ".timer", text);
    List<Sha256> inputs = new ArrayList<>(List.of(file.content().digest()));
    started.forEach(each -> inputs.add(each.content().digest()));
    return List.of(file, Unit.running(name + ".timer", inputs));
  }

  private static ManagedFile file(String name, String text) {
    return new ManagedFile(SYSTEMD + name, Ownership.ROOT, Content.of(text));
  }
}
