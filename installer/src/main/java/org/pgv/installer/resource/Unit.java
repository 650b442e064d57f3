package org.pgv.installer.resource;

import java.util.List;
import org.pgv.manifests.value.Sha256;

/**
 * A systemd unit that must be enabled and running with its present configuration. What it runs with
 * is remembered on the host after a successful (re)start: comparing files alone would leave an old
 * configuration running for ever when a run stops between writing and restarting.
 *
 * @param restartInputs digests of all that takes a restart to take effect
 * @param reloadInputs digests of all that takes a reload
 */
public record Unit(String name, State state, List<Sha256> restartInputs, List<Sha256> reloadInputs)
    implements Resource {

  /** How a unit must be. */
  public enum State {
    RUNNING,
    /** Neither started now nor at boot, as for a packaged service that we replace by our own. */
    STOPPED_AND_MASKED
  }

  public Unit {
    restartInputs = List.copyOf(restartInputs);
    reloadInputs = List.copyOf(reloadInputs);
  }

  public static Unit running(String name, List<Sha256> restartInputs) {
    return new Unit(name, State.RUNNING, restartInputs, List.of());
  }

  public static Unit masked(String name) {
    return new Unit(name, State.STOPPED_AND_MASKED, List.of(), List.of());
  }

  @Override
  public String title() {
    return "unit " + name;
  }
}
