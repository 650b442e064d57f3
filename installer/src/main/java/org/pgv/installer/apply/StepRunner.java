package org.pgv.installer.apply;

import java.util.List;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Step;

/**
 * Does steps on a host, in order, and stops at the first that fails. Never two batches on one host
 * at the same time, not even across runs: a batch first waits for one that an earlier run left.
 */
@FunctionalInterface
public interface StepRunner {

  /** What came of a batch: how many of its steps are surely done, and how it ended. */
  record Result(int done, Exit exit) {}

  Result run(Host host, List<Step> batch);
}
