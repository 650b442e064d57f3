package org.pgv.builder.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.bundle.BundledRuntime;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

class RuntimeLinkerIT {
  @Test
  void twoBuildsAtOnceShareARuntimeThatSaysWhatItIsAndLeaveNothingElse(@TempDir Path cache)
      throws Exception {
    Path jar =
        Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    RuntimeLinker linker = new RuntimeLinker(cache, JavaHome.ofProcess(), Reporter.silent());
    Callable<RuntimeLinker.Linked> build = () -> linker.link(new JarSet(List.of(jar)));

    List<RuntimeLinker.Linked> linked = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RuntimeLinker.Linked> each : executor.invokeAll(List.of(build, build))) {
        linked.add(each.get());
      }
    }

    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(
          linked.stream().map(RuntimeLinker.Linked::folder).collect(Collectors.toSet()),
          left.collect(Collectors.toSet()));
    }
    BundledRuntime described = linked.getFirst().described();
    String name = jar.getFileName().toString();
    assertEquals(System.getProperty("java.runtime.version"), described.java());
    assertEquals(List.of("java.base"), described.modules());
    assertEquals(List.of(new BundledRuntime.Jar(name, Sha256.of(jar))), described.jars());
  }
}
