package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Refusal;

class CheckReportTest {
  private static final Finding PORT =
      new Finding(Rule.PORT_IN_USE, "pg2", "port 5432, needed for PostgreSQL, is used by mysqld");
  private static final Finding SMALL = new Finding(Rule.CPUS, "pg1", "has one processor");
  private static final Finding DATA =
      new Finding(Rule.DATA_DIRECTORY, "pg1", "/data holds a PostgreSQL cluster");

  @Test
  void showsErrorsBeforeWarningsWithWhyAndWhatToDo() {
    CheckReport report = new CheckReport(List.of(SMALL, PORT), Waivers.of(List.of()));

    assertEquals(
        """
        error pg2: port 5432, needed for PostgreSQL, is used by mysqld (port-in-use)
          why:  our service could not start
          mend: stop and disable that program, or choose another port under 'ports' in the site file
        warning pg1: has one processor (cpus)
          why:  under load a busy server delays the lease that keeps it primary
          mend: give the host at least two processors
        1 error, 1 warning
        """,
        report.text());
  }

  @Test
  void showsAWaivedErrorAsWaivedAndNoLongerCountsIt() {
    CheckReport report = new CheckReport(List.of(SMALL, PORT), Waivers.of(List.of("port-in-use")));

    assertEquals(List.of(), report.errors());
    assertEquals(List.of(PORT), report.waived());
    assertEquals("waived", report.text().substring(0, 6));
    assertEquals("0 errors, 1 warning, 1 waived", report.summary());
  }

  @Test
  void refusesToWaiveWhatDestroysData() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> Waivers.of(List.of("data-directory", "port-in-us")));

    assertEquals(
        List.of(
            "waive: 'data-directory' cannot be waived (it has to be mended)",
            "waive: unknown finding 'port-in-us' (did you mean 'port-in-use'?)"),
        refusal.problems().stream().map(Object::toString).toList());
  }

  @Test
  void isTheSameWhateverOrderHostsAnswerIn() {
    assertEquals(
        new CheckReport(List.of(DATA, PORT, SMALL), Waivers.of(List.of())).text(),
        new CheckReport(List.of(SMALL, PORT, DATA), Waivers.of(List.of())).text());
  }
}
