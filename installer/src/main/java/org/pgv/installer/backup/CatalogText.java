package org.pgv.installer.backup;

import java.time.Duration;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.manifests.console.Table;

/** Shows what is in a repository to people. */
public final class CatalogText {
  private CatalogText() {}

  public static String of(Catalog catalog) {
    Table table =
        new Table("BACKUP", "TYPE", "RESTORABLE FROM", "TIMELINE", "TOOK", "CLUSTER", "KEPT");
    for (Catalog.Entry entry : catalog.backups()) {
      table.row(
          entry.label(),
          entry.type(),
          entry.end().toString(),
          Integer.toString(entry.stop().timeline()),
          Duration.between(entry.begin(), entry.end()).toSeconds() + " s",
          Table.size(entry.clusterBytes()),
          Table.size(entry.keptBytes()));
    }
    return table.text() + "newest segment of WAL: " + catalog.newestWal() + "\n";
  }
}
