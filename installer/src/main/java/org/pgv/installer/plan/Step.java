package org.pgv.installer.plan;

import java.util.List;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Tree;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/**
 * One change on one host. It holds all it needs and is safe to repeat. Where it brings something to
 * life, it remembers on the host with what, and does so last.
 */
public sealed interface Step {
  HostName host();

  /** What it does, starting with a verb; never shows a secret. */
  String title();

  /** What it comes to, one thing a line, where the title is not enough; never shows a secret. */
  default List<String> details() {
    return List.of();
  }

  record InstallPackages(
      HostName host, String set, PackageSet.Manager manager, List<PackageVersion> packages)
      implements Step {
    public InstallPackages {
      packages = List.copyOf(packages);
    }

    @Override
    public String title() {
      return packages.size() == 1
          ? "install " + packages.getFirst().name() + " " + packages.getFirst().version()
          : "install " + packages.size() + " packages (" + set + ")";
    }
  }

  record WriteFile(HostName host, ManagedFile file) implements Step {
    @Override
    public String title() {
      return "write " + file.path();
    }
  }

  record WriteBlock(HostName host, ManagedBlock block) implements Step {
    @Override
    public String title() {
      return "write block " + block.name() + " in " + block.path();
    }
  }

  record MakeDirectory(HostName host, Directory directory) implements Step {
    @Override
    public String title() {
      return "make directory " + directory.path();
    }
  }

  record MoveAside(HostName host, String path) implements Step {
    @Override
    public String title() {
      return "set aside " + path;
    }
  }

  record CopyTree(HostName host, Tree tree) implements Step {
    @Override
    public String title() {
      return "copy folder " + tree.path();
    }
  }

  record CopyFile(HostName host, CopiedFile file) implements Step {
    @Override
    public String title() {
      return "copy " + file.source().getFileName() + " to " + file.path();
    }
  }

  /**
   * Starts a unit, or stops and starts it.
   *
   * @param runsWith remembered as what the unit was started with
   * @param loadedWith remembered as what it last loaded
   * @param wasRunning whether clients may notice
   */
  record RestartUnit(
      HostName host, String unit, Sha256 runsWith, Sha256 loadedWith, boolean wasRunning)
      implements Step {
    @Override
    public String title() {
      return (wasRunning ? "restart " : "start ") + unit;
    }
  }

  record ReloadUnit(HostName host, String unit, Sha256 loadedWith) implements Step {
    @Override
    public String title() {
      return "reload " + unit;
    }
  }

  record EnableUnit(HostName host, String unit) implements Step {
    @Override
    public String title() {
      return "enable " + unit;
    }
  }

  record MaskUnit(HostName host, String unit) implements Step {
    @Override
    public String title() {
      return "stop and mask " + unit;
    }
  }

  /** Mends what facts have shown to be other than it must be. */
  record Correct(HostName host, Correction correction) implements Step {
    @Override
    public String title() {
      return correction.script().what();
    }

    @Override
    public List<String> details() {
      return correction.details();
    }
  }

  record RunScript(HostName host, Script script) implements Step {
    @Override
    public String title() {
      return script.what();
    }
  }

  /**
   * Loads rules on trial, and keeps them once a new connection has been made.
   *
   * @param changes by hand that it takes back
   */
  record LoadRules(HostName host, Ruleset rules, List<String> changes) implements Step {
    public LoadRules {
      changes = List.copyOf(changes);
    }

    @Override
    public String title() {
      return changes.isEmpty()
          ? "load " + rules.file().path()
          : "load " + rules.file().path() + " again: " + String.join(", ", changes);
    }
  }

  /** Does something once because somebody asked for it, and remembers nothing of it on the host. */
  record Perform(HostName host, Script script) implements Step {
    @Override
    public String title() {
      return script.what();
    }
  }

  /** Takes a file of ours away, and puts back what was there before. */
  record RemoveFile(HostName host, String path) implements Step {
    @Override
    public String title() {
      return "remove " + path;
    }
  }

  record RemoveBlock(HostName host, String path, String name) implements Step {
    @Override
    public String title() {
      return "remove block " + name + " from " + path;
    }
  }

  /** Puts back a file that was set aside. */
  record RestoreFile(HostName host, String path) implements Step {
    @Override
    public String title() {
      return "restore " + path;
    }
  }

  /**
   * Takes a directory away.
   *
   * @param withContent whether a directory that is not empty goes as well
   */
  record RemoveDirectory(HostName host, String path, boolean withContent) implements Step {
    @Override
    public String title() {
      return withContent
          ? "remove directory " + path + " with all in it"
          : "remove directory " + path + " if it is empty";
    }
  }

  /** Stops and disables a unit, or takes our mask off. */
  record RetireUnit(HostName host, String unit) implements Step {
    @Override
    public String title() {
      return "stop and disable " + unit;
    }
  }

  /** Forgets that something was done, because it is no longer wanted. */
  record Forget(HostName host, String stamp) implements Step {
    @Override
    public String title() {
      return "forget " + stamp;
    }
  }

  /**
   * Takes the host's record of what is ours away, the last thing that is.
   *
   * @param keepsData whether there is data left, and whose it is stays in the record
   */
  record EraseRecord(HostName host, boolean keepsData) implements Step {
    @Override
    public String title() {
      return keepsData
          ? "remove the record of what was managed, except of the data that stays"
          : "remove the record of what was managed";
    }
  }
}
