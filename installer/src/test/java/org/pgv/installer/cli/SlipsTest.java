package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Program;
import org.pgv.manifests.problem.ExitCode;

/** Slips of whoever types: each is wrong usage, and none is for us to be told of. */
class SlipsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan /nope.yaml --fingerprint abc",
        "verify --fingerprint abc /nope",
        "sandbox up --bundle /nope --hosts db1,db1",
        "sandbox up --bundle /nope --hosts PG1",
        "sandbox up --bundle /nope --hosts 0",
        "sandbox up --bundle /nope --hosts 99999",
        "sandbox up --bundle /nope --network 10.0.0.0",
        "escrow --check /nope",
        "drill /nope.yaml --seconds 0",
        "drill /nope.yaml --clients 0",
        "restore /nope.yaml --to yesterday",
        "apply /nope.yaml --restart"
      })
  void isWrongUsage(String line) {
    Console console = Console.ofProcess();

    assertEquals(
        ExitCode.USAGE.number(),
        new Program(Main.commandLine(console), console).run(line.split(" ")));
  }
}
