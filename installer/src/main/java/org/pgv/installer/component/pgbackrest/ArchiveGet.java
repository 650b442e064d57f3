package org.pgv.installer.component.pgbackrest;

import org.pgv.installer.template.Template;

/**
 * The program that PostgreSQL gets archived WAL by. While a member hands over to another, both the
 * one that is to lead and those that are to follow it ask for files that are not there, one after
 * the other, and clients wait for each answer.
 */
final class ArchiveGet {
  /** Where it is on every member. */
  static final String PATH = BackupHost.PROGRAMS + "/archive-get";

  private static final Template SCRIPT = new Template(ArchiveGet.class, "archive-get.ftl");

  private ArchiveGet() {}

  /** What it is laid out from. */
  public record Values(String program, String spool) {}

  /**
   * Its text; it is called with the stanza, the name of the file and the path to put it at, in the
   * folder of the server's data.
   *
   * @param program pgBackRest
   * @param spool the folder it remembers in, which PostgreSQL's account may write to
   */
  static String text(String program, String spool) {
    return SCRIPT.render(new Values(program, spool));
  }
}
