package org.pgv.builder.assemble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.Inventory;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Sha256;
import org.pgv.pki.openpgp.SigningKey;

/** Writes a bundle's files into a folder, and what proves them. */
final class BundleWriter {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path folder;
  private final FileTime time;

  BundleWriter(Path folder, Instant time) {
    this.folder = folder;
    this.time = FileTime.from(time);
  }

  /**
   * Writes all entries, then their inventory, SHA256SUMS and its signature. Every digest is of what
   * was written.
   */
  void write(List<BundleEntry> entries, SigningKey key, Instant signedAt)
      throws InterruptedException {
    try {
      makeFolders(entries);
      SortedMap<BundlePath, Sha256> digests = writeAll(entries);
      BundleEntry inventory = BundleEntry.text(BundleLayout.INVENTORY, inventory(entries).text());
      digests.put(inventory.path(), put(inventory));
      Checksums checksums = new Checksums(digests);
      byte[] sums = checksums.text().getBytes(StandardCharsets.UTF_8);
      put(BundleEntry.bytes(BundleLayout.CHECKSUMS, sums));
      put(BundleEntry.text(BundleLayout.SIGNATURE, key.signDetached(sums, signedAt)));
      dateFolders();
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              folder.toString(),
              "the bundle cannot be written: " + e.getMessage(),
              "see that there is room and that the folder can be written, then run it again"),
          e);
    }
  }

  private void makeFolders(List<BundleEntry> entries) throws IOException {
    Files.createDirectories(folder);
    for (BundleEntry entry : entries) {
      Path parent = folder.resolve(entry.path().text()).getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    }
  }

  private SortedMap<BundlePath, Sha256> writeAll(List<BundleEntry> entries)
      throws IOException, InterruptedException {
    SortedMap<BundlePath, Sha256> digests = new TreeMap<>();
    List<Future<Sha256>> written = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      for (BundleEntry entry : entries) {
        written.add(workers.submit(() -> put(entry)));
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      digests.put(entries.get(i).path(), result(written.get(i)));
    }
    return digests;
  }

  private Inventory inventory(List<BundleEntry> entries) throws IOException {
    SortedMap<BundlePath, Inventory.Entry> files = new TreeMap<>();
    for (BundleEntry entry : entries) {
      long size = Files.size(folder.resolve(entry.path().text()));
      files.put(entry.path(), new Inventory.Entry(entry.executable(), size));
    }
    return new Inventory(files);
  }

  private static Sha256 result(Future<Sha256> written) throws IOException, InterruptedException {
    try {
      return written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Sha256 put(BundleEntry entry) throws IOException {
    Path file = folder.resolve(entry.path().text());
    Sha256 digest =
        switch (entry.source()) {
          case BundleEntry.Source.Made(Blob content) -> {
            content.writeTo(file);
            yield content.sha256();
          }
          case BundleEntry.Source.Copied(Path from) -> {
            Files.copy(from, file);
            yield Sha256.of(file);
          }
          case BundleEntry.Source.Kept(Path from, Sha256 expected) -> {
            // Never a link: its times and bytes are the bundle's alone. A file system that can
            // share what both have lets the copy cost nothing.
            Files.copy(from, file);
            yield checked(from, Sha256.of(file), expected);
          }
        };
    Files.setPosixFilePermissions(file, entry.executable() ? PROGRAM : PLAIN);
    Files.setLastModifiedTime(file, time);
    return digest;
  }

  /** Disks forget: what was fetched well may not be what is there now. */
  private static Sha256 checked(Path from, Sha256 got, Sha256 expected) throws IOException {
    if (!got.equals(expected)) {
      Files.delete(from);
      throw new Refusal(
          ExitCode.NOT_TRUSTED,
          new Problem(
              from.toString(),
              "was altered since it was fetched: expected sha256 " + expected + ", got " + got,
              "it was removed; run the command again to fetch it anew"));
    }
    return got;
  }

  private void dateFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            folders.add(visited);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.reverse(folders);
    for (Path one : folders) {
      Files.setPosixFilePermissions(one, FOLDER);
      Files.setLastModifiedTime(one, time);
    }
  }
}
