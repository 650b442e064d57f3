package org.pgv.mirror.rpm.repomd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/** Finds the packages that contain some files; of a million others nothing is kept. */
public final class Filelists {
  private Filelists() {}

  /**
   * The packages of an index that contain each of these paths, by path.
   *
   * @param plain filelists.xml of the same repository
   */
  public static Map<String, List<RpmPackage>> owners(
      InputStream plain, RpmIndex index, Set<String> paths) throws IOException {
    Map<String, RpmPackage> byDigest = new HashMap<>();
    for (RpmPackage one : index.packages()) {
      byDigest.put(one.checksum().substring(one.checksum().indexOf(':') + 1), one);
    }
    Map<String, List<RpmPackage>> owners = new LinkedHashMap<>();
    try {
      SafeXml xml = new SafeXml(plain);
      String current = "";
      while (xml.next()) {
        if (xml.starts("package")) {
          current = xml.attribute("pkgid");
        } else if (xml.starts("file")) {
          String path = xml.text();
          RpmPackage owner = paths.contains(path) ? byDigest.get(current) : null;
          if (owner != null) {
            owners.computeIfAbsent(path, _ -> new ArrayList<>()).add(owner);
          }
        }
      }
    } catch (MalformedXml e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(index.origin(), "filelists cannot be used: " + e.getMessage()),
          e);
    }
    return owners;
  }
}
