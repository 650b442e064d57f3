package org.pgv.mirror.rpm.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pgv.mirror.rpm.file.PackagedFile.FileContent;

/** Reads the parallel lists that a header has for its files. */
final class FileListReader {
  private final Header header;
  private final int count;

  private FileListReader(Header header, int count) {
    this.header = header;
    this.count = count;
  }

  static List<PackagedFile> read(Header header) throws Malformed {
    if (header.has(Tag.OLD_FILE_NAMES)) {
      return readOld(header);
    }
    List<String> names = header.texts(Tag.BASE_NAMES);
    List<String> folders = header.texts(Tag.DIRECTORY_NAMES);
    long[] indexes = header.numbers(Tag.DIRECTORY_INDEXES);
    if (indexes.length != names.size()) {
      throw new Malformed("its header has files and folders of different number");
    }
    List<String> folderOfEach = new ArrayList<>(names.size());
    for (long index : indexes) {
      if (index >= folders.size()) {
        throw new Malformed("its header has a file in a folder it does not name");
      }
      folderOfEach.add(folders.get((int) index));
    }
    return new FileListReader(header, names.size()).read(folderOfEach, names);
  }

  /** Format 3 has whole paths. */
  private static List<PackagedFile> readOld(Header header) throws Malformed {
    List<String> paths = header.texts(Tag.OLD_FILE_NAMES);
    List<String> folders = new ArrayList<>(paths.size());
    List<String> names = new ArrayList<>(paths.size());
    for (String path : paths) {
      int name = path.lastIndexOf('/') + 1;
      folders.add(path.substring(0, name));
      names.add(path.substring(name));
    }
    return new FileListReader(header, paths.size()).read(folders, names);
  }

  private List<PackagedFile> read(List<String> folders, List<String> names) throws Malformed {
    long[] modes = numbers(Tag.FILE_MODES);
    long[] flags = numbers(Tag.FILE_FLAGS);
    long[] sizes = numbers(header.has(Tag.LONG_FILE_SIZES) ? Tag.LONG_FILE_SIZES : Tag.FILE_SIZES);
    List<String> digests = texts(Tag.FILE_DIGESTS);
    List<String> links = texts(Tag.FILE_LINKS);
    long[] inodes = numbers(Tag.FILE_INODES);
    List<PackagedFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      FileContent content = new FileContent(sizes[i], digests.get(i), links.get(i), inodes[i]);
      files.add(
          new PackagedFile(folders.get(i), names.get(i), (int) modes[i], (int) flags[i], content));
    }
    return files;
  }

  private long[] numbers(Tag tag) throws Malformed {
    long[] numbers = header.numbers(tag);
    if (numbers.length != count && numbers.length != 0) {
      throw unequal(tag);
    }
    return numbers.length == 0 ? new long[count] : numbers;
  }

  private List<String> texts(Tag tag) throws Malformed {
    List<String> texts = header.texts(tag);
    if (texts.size() != count && !texts.isEmpty()) {
      throw unequal(tag);
    }
    return texts.isEmpty() ? Collections.nCopies(count, "") : texts;
  }

  private Malformed unequal(Tag tag) {
    return new Malformed(
        "its header has " + count + " files, and tag " + tag.number() + " for another number");
  }
}
