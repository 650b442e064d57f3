package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pgv-install init}: the first step at a new site. */
@Command(
    name = "init",
    description = {
      "Write a commented site file to start from, where there is none yet.",
      "Where there is one: connect to its hosts, and show the host keys nobody accepted yet."
    },
    footer = {
      "%nExample:",
      "  pgv-install init site.yaml",
      "  pgv-install init site.yaml --accept-host-key SHA256:u6nVS…"
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  InitCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.init(site).number();
  }
}
