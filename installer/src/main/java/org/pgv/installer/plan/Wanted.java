package org.pgv.installer.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pgv.installer.resource.Absent;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Tree;
import org.pgv.installer.resource.Unit;

/** What a host's resources name, for finding what they no longer name. */
record Wanted(Set<String> paths, Set<BlockName> blocks, Set<String> units, Set<String> stamps) {

  /** A block of ours in a file of others. */
  record BlockName(String path, String name) {}

  static Wanted of(List<Resource> resources) {
    Wanted wanted = new Wanted(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    resources.forEach(wanted::add);
    return wanted;
  }

  private void add(Resource resource) {
    switch (resource) {
      case ManagedFile file -> paths.add(file.path());
      case CopiedFile file -> paths.add(file.path());
      case Directory directory -> paths.add(directory.path());
      case Absent absent -> paths.add(absent.path());
      case ManagedBlock block -> blocks.add(new BlockName(block.path(), block.name()));
      case Script script -> {
        stamps.add(Stamps.script(script.id()));
        script.traces().forEach(trace -> stamps.add(Stamps.trace(trace)));
      }
      case Ruleset rules -> {
        paths.add(rules.file().path());
        stamps.add(Stamps.rules(rules.file().path()));
      }
      case Tree tree -> {
        paths.add(tree.path());
        stamps.add(Stamps.tree(tree.path()));
      }
      case Unit unit -> {
        units.add(unit.name());
        stamps.add(Stamps.unit(unit.name()));
        stamps.add(Stamps.reload(unit.name()));
      }
      case PackageSet _, Correction _ -> {}
    }
  }
}
