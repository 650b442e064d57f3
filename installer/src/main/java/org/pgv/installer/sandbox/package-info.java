/**
 * Real hosts on one machine: containers that boot systemd and sshd on a network that leads nowhere.
 */
@NullMarked
package org.pgv.installer.sandbox;

import org.jspecify.annotations.NullMarked;
