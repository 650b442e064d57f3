package org.pgv.mirror.deb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * Finds the stanzas of a Packages file in one pass over its bytes, looking at the first letters of
 * a line only. It can be called again as more of the file arrives.
 */
final class StanzaScanner {
  /** What a stanza takes at the least, on average, in the archives there are. */
  private static final int BYTES_A_STANZA = 700;

  private static final byte[] PACKAGE = "package:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROVIDES = "provides:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ESSENTIAL = "essential:".getBytes(StandardCharsets.US_ASCII);

  private final byte[] content;
  private final String origin;
  private final NameTable names;
  private final NameTable provided;
  private int[] starts = new int[1024];
  private int count;
  private int[] essential = new int[32];
  private int essentialCount;
  private int line;
  private boolean inStanza;
  private boolean inProvides;

  StanzaScanner(byte[] content, String origin) {
    this.content = content;
    this.origin = origin;
    this.names = new NameTable(content, content.length / BYTES_A_STANZA);
    this.provided = new NameTable(content, content.length / BYTES_A_STANZA);
  }

  /** Goes on to {@code limit}, which must be the end of a line. */
  void scan(int limit) {
    int at = line;
    while (at < limit) {
      byte first = content[at];
      if (first == '\n' || (first == '\r' && at + 1 < limit && content[at + 1] == '\n')) {
        inStanza = false;
        inProvides = false;
      } else if (first == ' ' || first == '\t') {
        // A field goes on (Debian Policy section 5.1).
        if (inProvides) {
          noteProvided(at, limit, count - 1);
        }
      } else {
        if (!inStanza) {
          begin(at);
        }
        inProvides = false;
        byte letter = (byte) (first | 0x20);
        if (letter == 'p' || letter == 'e') {
          note(at, limit);
        }
      }
      at = lineEnd(at, limit) + 1;
    }
    line = at;
  }

  private int lineEnd(int from, int limit) {
    int at = from;
    while (at < limit && content[at] != '\n') {
      at++;
    }
    return at;
  }

  private void begin(int at) {
    inStanza = true;
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = at;
  }

  private void note(int at, int limit) {
    int stanza = count - 1;
    if (startsWith(at, limit, PACKAGE)) {
      int from = skipSpace(at + PACKAGE.length, limit);
      names.add(from, nameEnd(from, limit), stanza);
    } else if (startsWith(at, limit, PROVIDES)) {
      inProvides = true;
      noteProvided(at + PROVIDES.length, limit, stanza);
    } else if (startsWith(at, limit, ESSENTIAL) && yes(at + ESSENTIAL.length, limit)) {
      if (essentialCount == essential.length) {
        essential = Arrays.copyOf(essential, 2 * essentialCount);
      }
      essential[essentialCount++] = stanza;
    }
  }

  private void noteProvided(int from, int limit, int stanza) {
    int end = lineEnd(from, limit);
    int at = from;
    while (at < end) {
      int name = skipSpace(at, end);
      int nameEnd = nameEnd(name, end);
      if (nameEnd > name) {
        provided.add(name, nameEnd, stanza);
      }
      at = nameEnd;
      while (at < end && content[at] != ',') {
        at++;
      }
      at++;
    }
  }

  private int nameEnd(int from, int limit) {
    int at = from;
    while (at < limit && NameTable.partOfName(content[at])) {
      at++;
    }
    return at;
  }

  private int skipSpace(int from, int limit) {
    int at = from;
    while (at < limit && (content[at] == ' ' || content[at] == '\t')) {
      at++;
    }
    return at;
  }

  private boolean startsWith(int at, int limit, byte[] word) {
    if (limit - at <= word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      int letter = content[at + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean yes(int from, int limit) {
    int end = lineEnd(from, limit);
    return DebPackage.yes(new String(content, from, end - from, StandardCharsets.UTF_8).strip());
  }

  /** Where each stanza starts, and behind them the end of the file. */
  int[] starts() {
    if (line < content.length) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(origin, "ends after " + line + " of " + content.length + " bytes"));
    }
    int[] all = Arrays.copyOf(starts, count + 1);
    all[count] = content.length;
    return all;
  }

  NameTable names() {
    return names;
  }

  NameTable provided() {
    return provided;
  }

  int[] essential() {
    return Arrays.copyOf(essential, essentialCount);
  }
}
