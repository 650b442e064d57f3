package org.pgv.mirror.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.pgv.manifests.manifest.GoProgram.GoModule;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Offline;

/** Gets the archives of modules, and lets none in whose hash is not the pinned one. */
final class GoModules {
  private static final String HINT =
      "set GOPROXY to a proxy that has it; where none does, carry the program as a package or url";

  private final Workshop workshop;
  private final Optional<Fetcher> network;

  GoModules(Workshop workshop, Optional<Fetcher> network) {
    this.workshop = workshop;
    this.network = network;
  }

  /** The module's archive, which is in the store now, and unaltered since it came there. */
  KnownContent archive(GoModule module) throws IOException, InterruptedException {
    Sha256 inputs = Sha256.of("go module " + module + " " + module.sum());
    Optional<KnownContent> known = workshop.remembered().find(inputs);
    if (known.isEmpty()) {
      return fetch(module, inputs);
    }
    Path archive = workshop.store().path(known.get().sha256());
    if (hash(archive).equals(module.sum())) {
      return known.get();
    }
    Files.delete(archive);
    return fetch(module, inputs);
  }

  private KnownContent fetch(GoModule module, Sha256 inputs)
      throws IOException, InterruptedException {
    Fetcher fetcher =
        network.orElseThrow(
            () -> new Refusal(ExitCode.FAILED, Offline.neverFetched(module.toString())));
    Path partial = Files.createDirectories(workshop.folder()).resolve(inputs.hex() + ".partial");
    List<Problem> problems = new ArrayList<>();
    for (URI address : addresses(module)) {
      Optional<String> failure = fetcher.open(module.toString(), address, partial);
      if (failure.isEmpty()) {
        mustBe(module, partial);
        return workshop.remembered().keep(inputs, partial);
      }
      problems.add(new Problem(address.toString(), "cannot be fetched: " + failure.get(), HINT));
    }
    throw new Refusal(ExitCode.FAILED, problems);
  }

  private List<URI> addresses(GoModule module) {
    List<URI> addresses =
        workshop.goProxies().map(proxies -> proxies.archives(module)).orElse(List.of());
    if (addresses.isEmpty()) {
      throw failed(
          module.toString(),
          "cannot be fetched: no Go module proxy is known",
          "set GOPROXY, or goProxy in mirrors.yaml, to the address of one");
    }
    return addresses;
  }

  private static void mustBe(GoModule module, Path archive) throws IOException {
    String got = hash(archive);
    if (!got.equals(module.sum())) {
      Files.delete(archive);
      throw new Refusal(
          ExitCode.NOT_TRUSTED,
          new Problem(
              module.toString(),
              "is not the module that the manifest names: expected "
                  + module.sum()
                  + ", got "
                  + got,
              "compare the sum with the Go checksum database before you change the manifest"));
    }
  }

  private static String hash(Path archive) throws IOException {
    try {
      return ModuleHash.of(archive);
    } catch (ZipException e) {
      return "no archive (" + e.getMessage() + ")";
    }
  }

  private static Refusal failed(String where, String what, String hint) {
    return new Refusal(ExitCode.FAILED, new Problem(where, what, hint));
  }
}
