package org.pgv.installer.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.status.StoreReport.Drive;
import org.pgv.installer.status.StoreReport.Server;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/**
 * The drives of the site's own object store, where it spreads objects over several. Where its hosts
 * do not see the same, the one that sees the fewest drives counts: who comes to it has its
 * troubles.
 */
final class StoreView {
  private static final String NAME = "minio";

  private final Site site;
  private final boolean isSpread;
  private final Optional<Seen> seen;

  /** What one host sees. */
  private record Seen(SiteHost by, StoreReport store) {}

  private StoreView(Site site, Optional<Seen> seen) {
    this.site = site;
    this.isSpread = site.minio().filter(Repository.Minio::isSpread).isPresent();
    this.seen = seen;
  }

  static StoreView of(SiteStatus status) {
    Optional<Seen> worst =
        status.site().hosts().stream()
            .flatMap(
                host ->
                    status
                        .report(host.name())
                        .flatMap(report -> report.backups().store())
                        .map(store -> new Seen(host, store))
                        .stream())
            .min(
                Comparator.comparing((Seen view) -> view.store().drives() == 0)
                    .thenComparingLong(view -> view.store().online()));
    return new StoreView(status.site(), worst);
  }

  List<Trouble> troubles() {
    if (!isSpread) {
      return List.of();
    }
    if (seen.isEmpty()) {
      return List.of(new Trouble(NAME, "none of its hosts answers"));
    }
    List<Trouble> troubles = new ArrayList<>();
    for (Server server : servers()) {
      if (!server.isOnline()) {
        troubles.add(new Trouble(host(server), "its MinIO is " + server.state()));
        continue;
      }
      for (Drive drive : server.drives()) {
        if (!drive.isOnline()) {
          troubles.add(new Trouble(host(server), drive.path() + " of MinIO is " + drive.state()));
        }
      }
    }
    if (!troubles.isEmpty() || !seen.get().store().writes().isThere()) {
      troubles.add(new Trouble(NAME, words(seen.get())));
    }
    return troubles;
  }

  private static String words(Seen view) {
    StoreReport store = view.store();
    return store.drives() == 0
        ? "%s does not say yet which drives are online; %s".formatted(view.by().name(), use(store))
        : "%d of %d drives are online, as %s sees it; %s"
            .formatted(store.online(), store.drives(), view.by().name(), use(store));
  }

  private static String use(StoreReport store) {
    if (store.writes().isThere()) {
      return "writes go on, which take %d of a set".formatted(store.writes().drives());
    }
    return store.reads().isThere()
        ? "what is there can be read, and nothing written, which takes %d of a set"
            .formatted(store.writes().drives())
        : "nothing can be read or written";
  }

  private List<Server> servers() {
    return seen.stream()
        .flatMap(view -> view.store().servers().stream())
        .sorted(Comparator.comparing(Server::name))
        .toList();
  }

  /** By the name that the site file has for it. */
  private String host(Server server) {
    return site.hosts().stream()
        .map(SiteHost::name)
        .filter(name -> site.fqdn(name).equals(server.name()))
        .map(Object::toString)
        .findFirst()
        .orElse(server.name());
  }

  /** Empty where there is nothing to tell. */
  String text() {
    if (!isSpread || seen.isEmpty()) {
      return "";
    }
    Table table = new Table("HOST", "DRIVE", "STATE");
    for (Server server : servers()) {
      for (Drive drive : server.drives()) {
        table.row(host(server), drive.path(), drive.healing() ? "healing" : drive.state());
      }
    }
    return "\n" + NAME + "\n" + table.text();
  }

  /** Nothing where the site has no such store. */
  Map<String, Object> document() {
    Map<String, Object> entry = new LinkedHashMap<>();
    if (!isSpread) {
      return entry;
    }
    entry.put("writes", seen.map(view -> view.store().writes().isThere()).orElse(false));
    entry.put("reads", seen.map(view -> view.store().reads().isThere()).orElse(false));
    seen.ifPresent(
        view -> {
          entry.put("seenBy", view.by().name().text());
          entry.put("drivesToWrite", view.store().writes().drives());
          entry.put("drivesToRead", view.store().reads().drives());
        });
    List<Map<String, Object>> drives = new ArrayList<>();
    for (Server server : servers()) {
      for (Drive drive : server.drives()) {
        drives.add(document(host(server), drive));
      }
    }
    entry.put("drives", drives);
    return entry;
  }

  private static Map<String, Object> document(String host, Drive drive) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("host", host);
    entry.put("path", drive.path());
    entry.put("state", drive.state());
    entry.put("healing", drive.healing());
    return entry;
  }
}
