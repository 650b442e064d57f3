package org.pgv.mirror.universe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;

/**
 * Times reading indices and resolving in a fresh JVM: {@code INDEX[=PLAINSIZE]... -- NAME...}, with
 * {@code --list} first to print the answer instead, {@code --recommends} to follow them.
 */
public final class ResolveBench {
  private ResolveBench() {}

  public static void main(String[] arguments) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean list = words.remove("--list");
    boolean recommends = words.remove("--recommends");
    int split = words.indexOf("--");
    long start = System.nanoTime();
    List<DebRepository> repositories = new ArrayList<>();
    for (String word : words.subList(0, split)) {
      repositories.add(new DebRepository(read(word), DebRepository.USUAL_PRIORITY));
    }
    DebUniverse universe = new DebUniverse(repositories, "amd64");
    long read = System.nanoTime();
    List<String> names = new ArrayList<>(words.subList(split + 1, words.size()));
    if (names.remove("essential")) {
      names.addAll(universe.essential());
    }
    Request request =
        new Request(
            names.stream().map(name -> new Wanted(Relation.any(name), "bench")).toList(),
            List.of(),
            List.of(),
            recommends ? Recommends.ALL : Recommends.NONE);
    Resolution resolution = new Resolver(universe).resolve(request);
    long resolved = System.nanoTime();
    print(resolution, list);
    if (!list) {
      System.out.printf("read     %5d ms%n", (read - start) / 1_000_000);
      System.out.printf("resolve  %5d ms%n", (resolved - read) / 1_000_000);
    }
  }

  private static PackagesIndex read(String word) throws IOException {
    String[] parts = word.split("=", 2);
    Path file = Path.of(parts[0]);
    long size = parts.length > 1 ? Long.parseLong(parts[1]) : Files.size(file);
    try (InputStream plain = Compression.of(parts[0]).plain(Files.newInputStream(file))) {
      return PackagesIndex.read(plain, size, file.getFileName().toString());
    }
  }

  private static void print(Resolution resolution, boolean list) {
    switch (resolution) {
      case Resolution.Answer(List<Chosen> packages) when list ->
          packages.forEach(
              c -> System.out.println(c.candidate().name() + " " + c.candidate().version()));
      case Resolution.Answer(List<Chosen> packages) ->
          System.out.printf("packages %5d%n", packages.size());
      case Resolution.Impossible(List<String> reasons) -> reasons.forEach(System.out::println);
    }
  }
}
