package org.pgv.mirror.rpm.file;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pgv.mirror.rpm.file.PackagedFile.FileNode;

/** The files of a header, known not to lead astray, and which of them a payload brought so far. */
final class ListedFiles {
  private final List<PackagedFile> files;
  private final Map<PackagePath, Integer> places = new HashMap<>();
  private final BitSet linkedToLater = new BitSet();
  private final BitSet brought = new BitSet();

  private ListedFiles(List<PackagedFile> files) {
    this.files = files;
  }

  static ListedFiles read(Header header) throws Malformed {
    ListedFiles listed = new ListedFiles(FileListReader.read(header));
    listed.placeAll(!header.has(Tag.SOURCE_RPM));
    listed.checkFolders();
    listed.link();
    return listed;
  }

  private void placeAll(boolean source) throws Malformed {
    for (int i = 0; i < files.size(); i++) {
      PackagePath path = new PackagePath(files.get(i).folder(), files.get(i).name());
      if (!(source ? path.ofSource() : path.absolute())) {
        throw new Malformed("its header has the path '" + path + "', which is not a plain one");
      }
      if (places.put(path, i) != null) {
        throw new Malformed("its header has the file " + path + " twice");
      }
    }
  }

  /** What lies in a folder that is in truth a link would be written wherever the link leads. */
  private void checkFolders() throws Malformed {
    TreeSet<String> folders = new TreeSet<>();
    files.forEach(file -> folders.add(file.folder()));
    for (PackagedFile file : files) {
      if (file.directory() || file.ghost()) {
        continue;
      }
      String asFolder = file.path() + "/";
      String next = folders.ceiling(asFolder);
      if (next != null && next.startsWith(asFolder)) {
        throw new Malformed(
            "its header has files in " + next + ", and " + file.path() + " is no folder");
      }
    }
  }

  /** Of files that are links to each other, the last one brings the content. */
  private void link() throws Malformed {
    Map<FileNode, Integer> last = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      PackagedFile file = files.get(i);
      FileNode node = file.content().node();
      if (file.type() != FileType.REGULAR || file.ghost() || node.inode() == 0) {
        continue;
      }
      Integer earlier = last.put(new FileNode(node.device(), node.inode(), 0), i);
      if (earlier != null) {
        checkLink(files.get(earlier), file);
        linkedToLater.set(earlier);
      }
    }
  }

  private static void checkLink(PackagedFile one, PackagedFile other) throws Malformed {
    if (one.content().size() != other.content().size()
        || !one.content().digest().equals(other.content().digest())) {
      throw new Malformed(
          "its header has other content for "
              + one.path()
              + " than for "
              + other.path()
              + ", to which it is a hard link");
    }
  }

  /** The file that is meant by a name in the payload, which says {@code ./etc} for {@code /etc}. */
  int place(String name) throws Malformed {
    PackagePath path = PackagePath.of(name.startsWith("./") ? name.substring(1) : name);
    Integer place = places.get(path);
    if (place != null) {
      return place;
    }
    String title = "its payload has the file '" + name + "', ";
    if (path.leadsUp()) {
      throw new Malformed(title + "which leads out of its folder");
    }
    throw new Malformed(
        title
            + (name.startsWith("/") ? "an absolute path that" : "which")
            + " its header does not list");
  }

  /** The file at a place of the header's list. */
  PackagedFile at(long place) throws Malformed {
    if (place >= files.size()) {
      throw new Malformed(
          "its payload has the file number " + place + ", and its header only " + files.size());
    }
    return files.get((int) place);
  }

  /** How many bytes of content the payload must have at this place. */
  long contentSize(int place) {
    PackagedFile file = files.get(place);
    return switch (file.type()) {
      case REGULAR -> linkedToLater.get(place) ? 0 : file.content().size();
      case SYMBOLIC_LINK -> file.content().size();
      case DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, SOCKET, UNKNOWN -> 0;
    };
  }

  /** Notes that the payload has this file, which it must not have had before. */
  void bring(int place) throws Malformed {
    if (brought.get(place)) {
      throw new Malformed("its payload has the file " + files.get(place).path() + " twice");
    }
    brought.set(place);
  }

  /** Refuses a payload that ended too soon. */
  void mustBeComplete() throws Malformed {
    for (int i = 0; i < files.size(); i++) {
      if (!brought.get(i) && !files.get(i).ghost()) {
        throw new Malformed(
            "its payload lacks " + files.get(i).path() + ", which its header lists");
      }
    }
  }
}
