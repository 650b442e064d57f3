package org.pgv.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A copy of a repository of createrepo_c's, below it on the same server, whose metadata is odd. */
public final class OddRepodata {
  private final TestRpmRepository origin;
  private final Path folder;

  private OddRepodata(TestRpmRepository origin, Path folder) {
    this.origin = origin;
    this.folder = folder;
  }

  /** Describes the packages of a repository once more; the options are those of createrepo_c. */
  public static OddRepodata of(TestRpmRepository origin, String... options) throws Exception {
    Path folder = Files.createTempDirectory(origin.folder(), "odd");
    try (Stream<Path> files = Files.list(origin.folder())) {
      for (Path file : files.filter(one -> one.toString().endsWith(".rpm")).toList()) {
        Files.createLink(folder.resolve(file.getFileName()), file);
      }
    }
    OddRepodata made = new OddRepodata(origin, folder);
    String[] command = new String[options.length + 3];
    command[0] = "createrepo_c";
    command[1] = "--no-database";
    System.arraycopy(options, 0, command, 2, options.length);
    command[command.length - 1] = folder.toString();
    Commands.Ended ended = Commands.run(folder, command);
    if (ended.code() != 0) {
      throw new IOException(ended.output());
    }
    return made;
  }

  public String address() {
    return origin.address() + folder.getFileName() + "/";
  }

  public Path folder() {
    return folder;
  }

  /** Changes repomd.xml itself. */
  public OddRepodata repomd(UnaryOperator<String> change) throws IOException {
    Path repomd = folder.resolve("repodata/repomd.xml");
    Files.writeString(repomd, change.apply(Files.readString(repomd)));
    return this;
  }

  /** Changes a file of metadata, or adds one, and what repomd.xml says of it. */
  public OddRepodata metadata(String type, UnaryOperator<String> change) throws Exception {
    String repomd = Files.readString(folder.resolve("repodata/repomd.xml"));
    Matcher entry = Pattern.compile("(?s)<data type=\"" + type + "\">.*?</data>").matcher(repomd);
    boolean there = entry.find();
    String text = there ? unpacked(entry.group()) : "";
    byte[] plain = change.apply(text).getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    String digest = DebArchive.digest("SHA-256", packed.toByteArray());
    String name = "repodata/" + digest + "-" + type + ".gz";
    Files.write(folder.resolve(name), packed.toByteArray());
    String element =
        """
        <data type="%s"><checksum type="sha256">%s</checksum>
        <open-checksum type="sha256">%s</open-checksum><location href="%s"/>
        <timestamp>1763500000</timestamp><size>%d</size><open-size>%d</open-size></data>"""
            .formatted(
                type,
                digest,
                DebArchive.digest("SHA-256", plain),
                name,
                packed.size(),
                plain.length);
    return repomd(
        all ->
            there
                ? all.replace(entry.group(), element)
                : all.replace("</repomd>", element + "</repomd>"));
  }

  private String unpacked(String entry) throws IOException {
    Matcher location = Pattern.compile("href=\"([^\"]+)\"").matcher(entry);
    location.find();
    byte[] packed = Files.readAllBytes(folder.resolve(location.group(1)));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Signs it as it is now. */
  public OddRepodata sign(String... options) throws Exception {
    Path signature = folder.resolve("repodata/repomd.xml.asc");
    Files.deleteIfExists(signature);
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 0, options.length);
    arguments[options.length] = "--output";
    arguments[options.length + 1] = signature.toString();
    arguments[options.length + 2] = "--detach-sign";
    arguments[options.length + 3] = folder.resolve("repodata/repomd.xml").toString();
    origin.gpg(arguments);
    return this;
  }

  /** The SHA of a package of any length, in hex. */
  public String digestOf(String file, String algorithm) throws Exception {
    return DebArchive.digest(algorithm, Files.readAllBytes(folder.resolve(file)));
  }
}
