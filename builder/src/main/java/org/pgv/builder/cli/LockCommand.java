package org.pgv.builder.cli;

import java.util.concurrent.Callable;
import org.pgv.builder.verb.Locking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "lock",
    description = "Choose every package of a bundle and write them down, with what proves them.",
    footer = {"", "Example:", "  pgv-bundle lock debian13"})
final class LockCommand implements Callable<Integer> {
  private final Locking locking;
  private final Output output;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  LockCommand(Locking locking, Output output) {
    this.locking = locking;
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    output.begin(common);
    return output.locked(locking.lock(source.request()));
  }
}
