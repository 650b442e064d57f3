package org.pgv.installer.session;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SshAccess;

/** How a site's file says its hosts are reached. */
public final class Logins {
  private static final int SSH = 22;

  private Logins() {}

  public static List<Login> of(Site site, Path home) {
    SshAccess ssh = site.settings().ssh();
    List<Endpoint> jumps = ssh.jump().map(text -> jump(text, ssh.user())).stream().toList();
    List<Path> keys = ssh.key().map(text -> expand(text, home)).stream().toList();
    return site.hosts().stream()
        .map(
            host ->
                new Login(
                    host.name(),
                    host.local() || isThisMachine(host),
                    new Endpoint(ssh.user(), host.address().text(), ssh.port()),
                    jumps,
                    keys))
        .toList();
  }

  /** A path as people write it, with a tilde for their home. */
  public static Path expand(String text, Path home) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }

  /** Reads {@code [user@]host[:port]}. */
  private static Endpoint jump(String text, String defaultUser) {
    int at = text.indexOf('@');
    String user = at < 0 ? defaultUser : text.substring(0, at);
    String rest = text.substring(at + 1);
    int colon = rest.lastIndexOf(':');
    Optional<Integer> port =
        colon < 0 ? Optional.empty() : Optional.of(Integer.valueOf(rest.substring(colon + 1)));
    return new Endpoint(user, colon < 0 ? rest : rest.substring(0, colon), port.orElse(SSH));
  }

  private static boolean isThisMachine(SiteHost host) {
    try {
      InetAddress address = InetAddress.getByName(host.address().text());
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException _) {
      return false;
    }
  }
}
