package org.pgv.mirror.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.mirror.fetch.Document;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Validators;

/** Gets the small documents that everything of a repository begins with, or recalls them. */
public final class Heads {
  private final Optional<Fetcher> network;
  private final RememberedHeads remembered;

  /**
   * @param network empty to use only what was seen before
   * @param folder where it is noted what was seen
   */
  public Heads(Optional<Fetcher> network, Path folder, ContentStore store) {
    this.network = network;
    this.remembered = new RememberedHeads(folder, store);
  }

  /** The document that was seen last at an address, without asking for it. */
  public Optional<Blob> lastSeen(URI address) {
    return remembered.find(address).map(RememberedHeads.Head::content);
  }

  /** The document at an address as it is now, or as it was seen last where there is no network. */
  public Found find(URI address) throws InterruptedException {
    Optional<RememberedHeads.Head> seen = remembered.find(address);
    if (network.isEmpty()) {
      return seen.<Found>map(head -> new Found.Got(head.content()))
          .orElse(new Found.Nothing("it was never fetched, and this is an offline run", true));
    }
    Validators validators = seen.map(RememberedHeads.Head::validators).orElse(Validators.NONE);
    return switch (network.get().document(address, validators)) {
      case Document.Same() -> new Found.Got(seen.orElseThrow().content());
      case Document.Unavailable(String why, boolean answered) -> new Found.Nothing(why, answered);
      case Document.Fresh(Blob content, Validators fresh) -> {
        remembered.remember(address, new RememberedHeads.Head(content, fresh));
        yield new Found.Got(content);
      }
    };
  }
}
