package org.pgv.installer.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.pgv.manifests.console.PrivateFile;

/** The folder of one site below {@code PGV_HOME}; only its owner may look into it. */
public record SiteState(Path folder) {

  /** The state of a site, made if need be. */
  public static SiteState of(Path home, String site) {
    try {
      return new SiteState(PrivateFile.folder(home.resolve("sites").resolve(site)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + home.resolve("sites").resolve(site), e);
    }
  }

  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  public Path secrets() {
    return folder.resolve("secrets");
  }

  /** Apart from the folder, so that a copy of the folder alone opens nothing. */
  public Path secretsKey() {
    return folder.resolveSibling(folder.getFileName() + ".key");
  }

  public Path lock() {
    return folder.resolve("lock");
  }

  /** Who got to see which secrets. */
  public Path audit() {
    return folder.resolve("audit.jsonl");
  }

  /** How far that has come; apart from the folder, so that an older copy of it shows. */
  public Path auditHead() {
    return folder.resolveSibling(folder.getFileName() + ".audit");
  }

  /** Which bundle the site uses, and whose signature on it was confirmed. */
  public Path bundle() {
    return folder.resolve("bundle.json");
  }

  /** The bundle that was last applied: an older one must be asked for. */
  public Path floor() {
    return folder.resolve("floor.json");
  }

  /** The site as it was last applied. */
  public AppliedMemory applied() {
    return new AppliedMemory(folder.resolve("applied.json"));
  }

  /** What its hosts told the last time they were asked. */
  public ToldFacts told() {
    return new ToldFacts(folder.resolve("facts"));
  }

  /** Whether an escrow of the present keys was made. */
  public Path escrow() {
    return folder.resolve("escrow.json");
  }

  public Path logs() {
    return folder.resolve("log");
  }
}
