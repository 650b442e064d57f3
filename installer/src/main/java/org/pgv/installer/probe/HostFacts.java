package org.pgv.installer.probe;

import org.pgv.manifests.value.HostName;

/** What one probe found on one host; as it was at that moment. */
public record HostFacts(
    HostName host, Machine machine, Software software, Managed managed, Network network) {}
