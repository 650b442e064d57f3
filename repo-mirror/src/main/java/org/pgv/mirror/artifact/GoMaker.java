package org.pgv.mirror.artifact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.manifest.ArtifactRequest;
import org.pgv.manifests.manifest.GoProgram;
import org.pgv.manifests.manifest.GoProgram.GoModule;
import org.pgv.manifests.manifest.KnownContent;
import org.pgv.manifests.manifest.SourcePatch;
import org.pgv.manifests.value.Sha256;

/** A program from a Go module, and its source where that is carried along. */
final class GoMaker implements Maker {
  private final ArtifactRequest request;
  private final GoProgram program;
  private final GoBuild build;

  GoMaker(ArtifactRequest request, GoProgram program, GoBuild build) {
    this.request = request;
    this.program = program;
    this.build = build;
  }

  @Override
  public List<Piece> pieces() {
    GoModule module = program.module();
    List<Piece> pieces = new ArrayList<>();
    GoProgram.Toolchain toolchain = program.recipe().toolchain();
    Map<String, String> pins = new TreeMap<>(Map.of("sum", module.sum()));
    toolchain.sums().forEach((machine, sum) -> pins.put(toolchain.version() + " " + machine, sum));
    List<SourcePatch> patches = program.recipe().patches();
    for (SourcePatch patch : patches) {
      pins.put("patch " + (patches.indexOf(patch) + 1), Sha256.of(patch.text()).toString());
    }
    pieces.add(
        new Piece(
            request.name(),
            request.terms().executable(),
            new LockedArtifact.Origin(
                LockedArtifact.Kind.GO, module.version(), module.path(), new TreeMap<>(pins)),
            "named for " + String.join(", ", request.terms().roles()),
            program.result().program()));
    if (program.source()) {
      pieces.add(
          new Piece(
              request.name() + "-" + module.version() + "-source.zip",
              false,
              new LockedArtifact.Origin(
                  LockedArtifact.Kind.SOURCE,
                  module.version(),
                  module.path(),
                  new TreeMap<>(Map.of("sum", module.sum()))),
              "source of " + request.name(),
              program.result().source()));
    }
    return pieces;
  }

  @Override
  public List<KnownContent> make() throws IOException, InterruptedException {
    List<KnownContent> made = new ArrayList<>(List.of(build.program()));
    if (program.source()) {
      made.add(build.source());
    }
    return made;
  }

  @Override
  public String hint() {
    return "the same module and toolchain always give the same program: something was altered on"
        + " the way, or the lock was made with another version of this tool";
  }
}
