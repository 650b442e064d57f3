package org.pgv.installer.component.pgbackrest;

import java.util.List;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.template.Template;

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
  static ManagedFile service(String name, Program program) {
    return file(name + ".service", SERVICE.render(program));
  }

  /** The timer {@code name.timer}, by systemd's calendar. */
  static List<Resource> timer(String name, Timer timer) {
    return running(name, CALENDAR.render(timer));
  }

  /** The timer {@code name.timer}, again and again. */
  static List<Resource> timer(String name, Pause timer) {
    return running(name, PAUSE.render(timer));
  }

  private static List<Resource> running(String name, String text) {
    ManagedFile file = file(name + ".timer", text);
    return List.of(file, Unit.running(name + ".timer", List.of(file.content().digest())));
  }

  private static ManagedFile file(String name, String text) {
    return new ManagedFile(SYSTEMD + name, Ownership.ROOT, Content.of(text));
  }
}
