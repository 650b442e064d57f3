package org.pgv.mirror.rpm.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pgv.mirror.rpm.file.PackagedFile.FileAttributes;
import org.pgv.mirror.rpm.file.PackagedFile.FileContent;
import org.pgv.mirror.rpm.file.PackagedFile.FileNode;

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
    List<FileAttributes> attributes = attributes();
    List<FileContent> contents = contents();
    List<PackagedFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(new PackagedFile(folders.get(i), names.get(i), attributes.get(i), contents.get(i)));
    }
    return files;
  }

  private List<FileAttributes> attributes() throws Malformed {
    long[] modes = numbers(Tag.FILE_MODES);
    long[] flags = numbers(Tag.FILE_FLAGS);
    List<String> users = texts(Tag.FILE_USERS);
    List<String> groups = texts(Tag.FILE_GROUPS);
    List<FileAttributes> attributes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      attributes.add(
          new FileAttributes((int) modes[i], (int) flags[i], users.get(i), groups.get(i)));
    }
    return attributes;
  }

  private List<FileContent> contents() throws Malformed {
    long[] sizes = numbers(header.has(Tag.LONG_FILE_SIZES) ? Tag.LONG_FILE_SIZES : Tag.FILE_SIZES);
    List<String> digests = texts(Tag.FILE_DIGESTS);
    List<String> links = texts(Tag.FILE_LINKS);
    long[] devices = numbers(Tag.FILE_DEVICES);
    long[] inodes = numbers(Tag.FILE_INODES);
    long[] specials = numbers(Tag.FILE_DEVICE_NUMBERS);
    List<FileContent> contents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      FileNode node = new FileNode(devices[i], inodes[i], specials[i]);
      contents.add(new FileContent(sizes[i], digests.get(i), links.get(i), node));
    }
    return contents;
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
