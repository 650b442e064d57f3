import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes libraries fit for Java's cache of linked classes, which leaves out the classes of signed
 * jars and those of Java 5: copies of such jars without signatures, and with the stack maps that
 * classes have had since Java 6, take their places on a class path. What the classes do stays the
 * same, and the same jar always gives the same copy. See docs/decisions/0010.
 */
final class Libraries {
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");

  /** Of Java 6: the oldest with stack maps. */
  private static final int WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  /** The earliest that an archive can say. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipFile jar;
  private final ClassFile classes;

  private Libraries(ZipFile jar) {
    this.jar = jar;
    ClassHierarchyResolver resolver =
        ClassHierarchyResolver.ofResourceParsing(this::open)
            .orElse(ClassHierarchyResolver.defaultResolver());
    this.classes =
        ClassFile.of(
            ClassHierarchyResolverOption.of(resolver), StackMapsOption.GENERATE_STACK_MAPS);
  }

  /** Takes the file that holds the class path, which is written anew, and a folder for the copies. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Path folder = Files.createDirectories(Path.of(args[1]));
    List<String> fit = new ArrayList<>();
    for (String jar : Files.readString(file).strip().split(":")) {
      fit.add(fit(Path.of(jar), folder.resolve(Path.of(jar).getFileName())).toString());
    }
    Files.writeString(file, String.join(":", fit));
  }

  private static Path fit(Path original, Path copy) throws IOException {
    if (original.equals(copy) || isNewer(copy, original)) {
      return copy;
    }
    try (ZipFile jar = new ZipFile(original.toFile())) {
      Libraries library = new Libraries(jar);
      if (library.isFit()) {
        return original;
      }
      Path written = copy.resolveSibling("." + copy.getFileName());
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(written))) {
        library.copy(out);
      }
      return Files.move(written, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isNewer(Path copy, Path original) throws IOException {
    return Files.exists(copy)
        && Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(original)) > 0;
  }

  private boolean isFit() throws IOException {
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (SIGNATURE.matcher(entry.getName()).matches() || isOld(entry)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOld(ZipEntry entry) throws IOException {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return isOld(in.readNBytes(8));
    }
  }

  /** The major version of a class file follows its magic and its minor version (JVMS 4.1). */
  private static boolean isOld(byte[] start) {
    return (start[6] << 8 | start[7]) < WITH_STACK_MAPS;
  }

  private void copy(ZipOutputStream out) throws IOException {
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (entry.isDirectory() || SIGNATURE.matcher(entry.getName()).matches()) {
        continue;
      }
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(TIME);
      out.putNextEntry(copy);
      out.write(content(entry));
    }
  }

  private byte[] content(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] content = in.readAllBytes();
      if (entry.getName().equals("META-INF/MANIFEST.MF")) {
        return withoutDigests(content);
      }
      return entry.getName().endsWith(".class") && isOld(content) ? withStackMaps(content) : content;
    }
  }

  /** The first section of a manifest; the others have the digests of signed files. */
  private static byte[] withoutDigests(byte[] manifest) {
    String text = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n");
    return (text.split("\n\n", 2)[0].stripTrailing() + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] withStackMaps(byte[] old) {
    ClassTransform code = ClassTransform.transformingMethodBodies((to, each) -> to.with(each));
    byte[] renewed =
        classes.transformClass(
            classes.parse(old),
            code.andThen(
                (to, each) -> {
                  if (each instanceof ClassFileVersion) {
                    to.withVersion(WITH_STACK_MAPS, 0);
                  } else {
                    to.with(each);
                  }
                }));
    List<VerifyError> errors = classes.verify(renewed);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(jar.getName() + ": " + errors);
    }
    return renewed;
  }

  private InputStream open(ClassDesc type) {
    String name = type.descriptorString();
    ZipEntry entry = jar.getEntry(name.substring(1, name.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
