package org.pgv.installer.component.trust;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;

/**
 * The site's root certificate on every host. It does not join the certificates the system trusts:
 * each of our services names it, and nothing else has to believe it.
 */
public final class TrustComponent implements Component {
  /** The site's root, by which every connection between components is verified. */
  public static final String ROOT = "/etc/pgv/pki/root.crt";

  /** What the object store of somebody else is verified by, where the site says so. */
  public static final String STORE_AUTHORITY = "/etc/pgv/pki/object-store.crt";

  static final String FOLDER = "/etc/pgv/pki";

  @Override
  public String name() {
    return "trust";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<Resource> resources =
        new ArrayList<>(
            List.of(
                new Directory("/etc/pgv", Ownership.ROOT_OPEN),
                new Directory(FOLDER, Ownership.ROOT_OPEN),
                certificate(ROOT, topology.credentials().authorities().root())));
    if (topology.site().bucketElsewhere().flatMap(s3 -> s3.access().authority()).isPresent()) {
      String given = topology.credentials().given(GivenFiles.AUTHORITY).reveal();
      resources.add(certificate(STORE_AUTHORITY, given));
    }
    List<HostResources> hosts =
        topology.site().hosts().stream().map(h -> new HostResources(h.name(), resources)).toList();
    return List.of(
        new Stage(
            name(), "bring the site's root certificate", hosts, Stage.Rollout.PARALLEL, List.of()));
  }

  private static Resource certificate(String path, String text) {
    return new ManagedFile(path, Ownership.ROOT, Content.of(text));
  }
}
