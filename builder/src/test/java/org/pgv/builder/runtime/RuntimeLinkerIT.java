package org.pgv.builder.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.report.Reporter;

class RuntimeLinkerIT {
  @Test
  void twoBuildsAtOnceShareARuntimeAndLeaveNothingElse(@TempDir Path cache) throws Exception {
    Path jar =
        Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    RuntimeLinker linker = new RuntimeLinker(cache, JavaHome.ofProcess(), Reporter.silent());
    Callable<Path> build = () -> linker.link(new JarSet(List.of(jar))).folder();

    List<Path> linked = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> each : executor.invokeAll(List.of(build, build))) {
        linked.add(each.get());
      }
    }

    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(Set.copyOf(linked), left.collect(Collectors.toSet()));
    }
  }
}
