package org.pgv.installer.stage;

import java.time.Duration;
import org.pgv.manifests.value.HostName;

/**
 * What must hold before the next stage begins: a script on one host that is tried again until it
 * exits 0 or the limit has passed. Where it exits with 3 for some seconds, what it sees will not
 * become so by waiting; the services that it waits for are looked at as well.
 *
 * @param title what is awaited, such as {@code etcd has a leader and 3 healthy members}
 * @param script POSIX shell; what it prints when it fails is what a person is shown
 */
public record Gate(String title, HostName host, String script, Duration limit) {}
