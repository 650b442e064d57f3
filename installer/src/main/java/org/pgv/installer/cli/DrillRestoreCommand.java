package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pgv-install drill restore}: rehearses getting the data back. */
@Command(
    name = "restore",
    description = {
      "Write a row, restore the cluster beside itself, and look whether the row is there and every",
      "page, table and index is whole. The service goes on; afterwards all of it is taken away.",
      "What is measured is how long it takes until the data can be read again."
    },
    footer = {"%nExample:", "  pgv-install drill restore site.yaml"},
    mixinStandardHelpOptions = true)
final class DrillRestoreCommand implements Callable<Integer> {
  private final BackupVerbs verbs;

  @Mixin private BackupCommand.ClusterOptions cluster = new BackupCommand.ClusterOptions();

  DrillRestoreCommand(BackupVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.drill(cluster.which()).number();
  }
}
