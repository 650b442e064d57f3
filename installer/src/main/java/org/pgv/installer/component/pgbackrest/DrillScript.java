package org.pgv.installer.component.pgbackrest;

import java.util.List;
import org.pgv.installer.template.Template;
import org.pgv.manifests.site.SiteHost;

/** The program on a member that rehearses a restore of its cluster. */
public final class DrillScript {
  /** Where it is on every member. */
  static final String PATH = BackupHost.PROGRAMS + "/restore-drill";

  private static final int PORT = 5498;
  private static final Template SCRIPT = new Template(DrillScript.class, "restore-drill.ftl");

  private DrillScript() {}

  /** Which replica rehearses: the last member, or the one before while that leads. */
  public enum Turn {
    LAST,
    NEXT,
    NEVER
  }

  /** What it is laid out from. */
  public record Values(
      String cluster,
      String functions,
      String metrics,
      String sockets,
      int port,
      boolean alone,
      String turn,
      String lastAddress) {}

  /** Its text on one member; it is told what to do by its first argument. */
  public static String text(Stanza stanza, SiteHost member) {
    List<SiteHost> members = stanza.members();
    AsideShell aside = new AsideShell(stanza, member, "drill", PORT);
    return SCRIPT.render(
        new Values(
            stanza.name(),
            aside.functions() + "port=" + PORT + "\n" + ServerShell.archiving(),
            MetricsFile.of("restore-drill", stanza),
            stanza.layout().sockets(),
            ServerShell.servingPort(stanza),
            members.size() == 1,
            turn(members, member).name(),
            members.getLast().address().toString()));
  }

  private static Turn turn(List<SiteHost> members, SiteHost member) {
    return switch (members.reversed().indexOf(member)) {
      case 0 -> Turn.LAST;
      case 1 -> Turn.NEXT;
      default -> Turn.NEVER;
    };
  }
}
