package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** A service whose program says why it cannot run, and ends, each time it is started. */
record FailingUnit(Lab lab, String host, String unit) {
  private static final String WORDS = "no licence for this machine";

  /** No gate of ours waits as short as that where nothing fails. */
  private static final Duration SOON = Duration.ofSeconds(45);

  void fail() {
    String script =
        """
        mkdir -p /run/systemd/system/%1$s.d
        cat >/run/systemd/system/%1$s.d/zz-fails.conf <<'END'
        [Service]
        ExecStart=
        ExecStart=/bin/sh -c 'echo "%2$s" >&2; exit 1'
        END
        systemctl daemon-reload
        systemctl stop %1$s
        """
            .formatted(unit, WORDS);
    lab.shell(host, script).expect(0);
  }

  /** An installation ends soon, and shows the program's own words. */
  void assertThatItIsTold() {
    Run.Ended ended = lab.install("apply").end();

    assertNotEquals(0, ended.code(), ended.toString());
    assertTrue(ended.errors().contains(host), ended.toString());
    assertTrue(ended.errors().contains(unit), ended.toString());
    assertTrue(ended.errors().contains(WORDS), ended.toString());
    assertTrue(ended.took().compareTo(SOON) < 0, ended.took() + ": " + ended);
    System.out.println(unit + " fails: told after " + ended.took());
  }

  void mend() {
    lab.shell(host, "rm -r /run/systemd/system/" + unit + ".d && systemctl daemon-reload")
        .expect(0);
  }
}
