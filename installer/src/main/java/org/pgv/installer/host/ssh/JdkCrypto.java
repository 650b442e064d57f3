package org.pgv.installer.host.ssh;

import net.schmizz.sshj.common.SecurityUtils;

/**
 * Keeps sshj to the JDK's own algorithms. Left to itself it registers a second provider for the
 * whole process at its first use, which costs half a second and changes what others get.
 */
final class JdkCrypto {
  private JdkCrypto() {}

  /** To be called before anything else of the library is. */
  static void only() {
    SecurityUtils.setRegisterBouncyCastle(false);
  }
}
