package org.pgv.installer.trace;

import java.util.List;
import org.pgv.manifests.value.HostName;

/**
 * What one host logged.
 *
 * @param cut the logs of which there was more than was read
 */
record HostLog(HostName host, List<Passage> passages, List<Arrival> arrivals, List<String> cut) {
  HostLog {
    passages = List.copyOf(passages);
    arrivals = List.copyOf(arrivals);
    cut = List.copyOf(cut);
  }
}
