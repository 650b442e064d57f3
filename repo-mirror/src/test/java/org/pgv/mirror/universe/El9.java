package org.pgv.mirror.universe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.rpm.PrimaryReader;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.Modules;
import org.pgv.mirror.rpm.repomd.ModulesReader;
import org.tukaani.xz.XZInputStream;

/** The real EL 9 repositories among the test data. */
final class El9 {
  static final Path FOLDER = Path.of(System.getProperty("pgv.testdata"), "el9");
  static final String BASEOS = "baseos-2022";
  static final String APPSTREAM = "appstream-2025";

  private El9() {}

  static boolean present() {
    return Files.isDirectory(FOLDER);
  }

  static RpmRepository repository(String folder) throws IOException {
    try (InputStream plain = plain(folder, "primary.xml.gz")) {
      RpmIndex index = PrimaryReader.read(plain, folder);
      FileLists files = new FileLists(index, folder);
      return new RpmRepository(
          index, files::owning, RpmRepository.USUAL_PRIORITY, RpmRepository.USUAL_COST);
    }
  }

  /** Every package of the repositories, whatever module it is of. */
  static RpmUniverse universe(String... folders) throws IOException {
    return new RpmUniverse(repositories(List.of(folders)), RpmSystem.of("x86_64"));
  }

  /** BaseOS and AppStream as they are seen with some module streams enabled. */
  static RpmUniverse universe(List<String> enabled) throws IOException {
    Modules modules = ModulesReader.read(modules(), APPSTREAM);
    ModularFilter filter = new ModularFilter(List.of(modules), enabled, List.of(), Set.of());
    return new RpmUniverse(
        repositories(List.of(BASEOS, APPSTREAM)), RpmSystem.of("x86_64").excluding(filter));
  }

  private static List<RpmRepository> repositories(List<String> folders) throws IOException {
    List<RpmRepository> repositories = new ArrayList<>();
    for (String folder : folders) {
      repositories.add(repository(folder));
    }
    return repositories;
  }

  private static String modules() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(APPSTREAM).resolve("repodata"))) {
      Path file = files.filter(f -> f.toString().endsWith("yaml.xz")).findFirst().orElseThrow();
      try (InputStream plain = new XZInputStream(Files.newInputStream(file))) {
        return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** The packages that dnf installs for a group: those it requires and those it has by default. */
  static List<String> group(String folder, String id) throws IOException {
    try (InputStream plain = plain(folder, "comps-BaseOS.x86_64.xml.gz")) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(plain);
      List<String> names = new ArrayList<>();
      boolean inside = false;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          String element = xml.getLocalName();
          String type = String.valueOf(xml.getAttributeValue(null, "type"));
          if (element.equals("id")) {
            inside = xml.getElementText().equals(id);
          } else if (inside && List.of("mandatory", "default").contains(type)) {
            names.add(xml.getElementText());
          }
        }
      }
      return names;
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static InputStream plain(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder).resolve("repodata"))) {
      Path file = files.filter(f -> f.toString().endsWith(suffix)).findFirst().orElseThrow();
      return new GZIPInputStream(Files.newInputStream(file), 1 << 16);
    }
  }

  /** A request for names, as dnf's command line takes them. */
  static Request request(List<String> names, boolean weak) {
    return new Request(
        names.stream().map(name -> new Wanted(Relation.any(name), "test")).toList(),
        List.of(),
        List.of(),
        weak ? Recommends.ALL : Recommends.NONE);
  }

  /** The answer as dnf writes packages; empty where there is none. */
  static SortedSet<String> answer(RpmUniverse universe, Request request) {
    SortedSet<String> names = new TreeSet<>();
    if (new Resolver(universe).resolve(request) instanceof Resolution.Answer(List<Chosen> all)) {
      all.forEach(chosen -> names.add(chosen.candidate().toString()));
    }
    return names;
  }

  /** Reads filelists once somebody asks for a file that primary does not list. */
  private static final class FileLists {
    private final RpmIndex index;
    private final String folder;
    private final Map<String, List<RpmPackage>> owners = new HashMap<>();
    private boolean read;

    FileLists(RpmIndex index, String folder) {
      this.index = index;
      this.folder = folder;
    }

    List<RpmPackage> owning(String path) {
      if (!read) {
        read = true;
        read();
      }
      return owners.getOrDefault(path, List.of());
    }

    private void read() {
      Map<String, RpmPackage> byDigest = new HashMap<>();
      index
          .packages()
          .forEach(metadata -> byDigest.put(metadata.digest().orElseThrow().hex(), metadata));
      try (InputStream plain = plain(folder, "filelists.xml.gz")) {
        XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(plain);
        RpmPackage current = null;
        while (xml.hasNext()) {
          if (xml.next() != XMLStreamConstants.START_ELEMENT) {
            continue;
          }
          if (xml.getLocalName().equals("package")) {
            current = byDigest.get(xml.getAttributeValue(null, "pkgid"));
          } else if (xml.getLocalName().equals("file") && current != null) {
            owners.computeIfAbsent(xml.getElementText(), _ -> new ArrayList<>()).add(current);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (XMLStreamException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
