package org.pgv.mirror.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Packages file. Its bytes are kept as they are and only the places of its stanzas, names and
 * provided names are noted.
 */
public final class PackagesIndex {
  private final String origin;
  private final byte[] content;
  private final int[] starts;
  private final NameTable names;
  private final NameTable provided;
  private final int[] essential;

  PackagesIndex(
      String origin,
      byte[] content,
      int[] starts,
      NameTable names,
      NameTable provided,
      int[] essential) {
    this.origin = origin;
    this.content = content;
    this.starts = starts;
    this.names = names;
    this.provided = provided;
    this.essential = essential;
  }

  PackagesIndex(String origin, byte[] content, StanzaScanner scanner) {
    this(
        origin,
        content,
        scanner.starts(),
        scanner.names(),
        scanner.provided(),
        scanner.essential());
  }

  /**
   * Takes an index that is in memory; the array must not be changed afterwards.
   *
   * @param origin what problems and answers call the repository, such as {@code debian trixie main}
   */
  public static PackagesIndex of(byte[] content, String origin) {
    StanzaScanner scanner = new StanzaScanner(content, origin);
    scanner.scan(content.length);
    return new PackagesIndex(origin, content, scanner);
  }

  /**
   * Reads an index to its end; stanzas are found while another thread still decompresses.
   *
   * @param size the number of bytes that the signed Release file gives for the plain index
   */
  public static PackagesIndex read(InputStream plain, long size, String origin) throws IOException {
    return new PackagesReader(plain, size, origin).read();
  }

  public String origin() {
    return origin;
  }

  public int size() {
    return starts.length - 1;
  }

  public DebPackage get(int index) {
    return new DebPackage(this, starts[index], endOf(index));
  }

  /** The name of every package, in the order of the file; made anew each time. */
  public List<String> names() {
    List<String> all = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      String name = get(i).field("Package");
      if (!name.isEmpty()) {
        all.add(name);
      }
    }
    return all;
  }

  /** The packages of a name, in the order of the file. */
  public List<DebPackage> named(String name) {
    return packages(names.find(name));
  }

  /** The packages whose Provides field lists a name, in the order of the file. */
  public List<DebPackage> providing(String name) {
    return packages(provided.find(name));
  }

  /** The packages marked {@code Essential: yes}, in the order of the file. */
  public List<DebPackage> essential() {
    return packages(essential);
  }

  private List<DebPackage> packages(int[] indices) {
    List<DebPackage> packages = new ArrayList<>(indices.length);
    for (int index : indices) {
      packages.add(get(index));
    }
    return packages;
  }

  byte[] content() {
    return content;
  }

  int[] starts() {
    return starts;
  }

  NameTable nameTable() {
    return names;
  }

  NameTable providedTable() {
    return provided;
  }

  int[] essentialStanzas() {
    return essential;
  }

  /** A stanza ends where the next begins, without the blank lines between them. */
  private int endOf(int index) {
    int end = starts[index + 1];
    while (end - 2 >= starts[index] && content[end - 1] == '\n') {
      int line = content[end - 2] == '\r' ? end - 2 : end - 1;
      if (line <= starts[index] || content[line - 1] != '\n') {
        return end;
      }
      end = line;
    }
    return end;
  }

  /** The value of the field in the stanza at these bytes; field names are found in any case. */
  String field(int start, int end, String name) {
    int line = start;
    while (line < end) {
      int next = nextLine(line, end);
      if (startsWith(line, next, name)) {
        while (next < end && (content[next] == ' ' || content[next] == '\t')) {
          next = nextLine(next, end);
        }
        int from = line + name.length() + 1;
        return new String(content, from, next - from, StandardCharsets.UTF_8).strip();
      }
      line = next;
    }
    return "";
  }

  private int nextLine(int from, int end) {
    int at = from;
    while (at < end && content[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }

  private boolean startsWith(int line, int next, String name) {
    int length = name.length();
    if (next - line <= length || content[line + length] != ':') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((content[line + i] | 0x20) != (name.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }
}
