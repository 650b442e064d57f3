package org.pgv.builder.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.universe.Baseline;
import org.pgv.mirror.universe.RpmRepository;
import org.pgv.mirror.universe.RpmSystem;

/** Tries the packages of a lock on stated minimal installs. */
public final class BaselineProof {
  private BaselineProof() {}

  /** What comes of installing everything above the base into each of them. */
  public static FitReport fit(Manifest manifest, ProvenRpms packages, List<Baseline> baselines) {
    List<RpmRepository> repositories =
        packages.repositories().stream()
            .map(one -> new RpmRepository(one.contents().packages()))
            .toList();
    Set<RpmPackage> carried = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (ProvenRpms.Proven one : packages.packages()) {
      carried.add(one.metadata());
      if (!one.locked().reason().roles().contains(RoleName.BASE)) {
        names.add(one.metadata().name());
      }
    }
    RpmSystem system =
        RpmSystem.of(manifest.target().architecture().rpm())
            .assuming(Set.copyOf(manifest.choice().hosts().assumed()));
    List<FitReport.Fitted> fitted = new ArrayList<>();
    for (Baseline baseline : baselines) {
      Baseline.Fit fit = baseline.fit(names, carried, repositories, system);
      fitted.add(new FitReport.Fitted(baseline.name(), fit));
    }
    return new FitReport(fitted);
  }
}
