package org.pgv.installer.plan;

import org.pgv.manifests.value.HostName;

/** A file on a host. */
public record PlannedFile(HostName host, String path) {}
