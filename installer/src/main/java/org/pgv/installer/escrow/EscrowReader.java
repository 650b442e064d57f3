package org.pgv.installer.escrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Secret;

/** Reads an escrow that was printed and typed again, and names every line with a mistake. */
public final class EscrowReader {
  private final Deque<EscrowLine> lines;

  private EscrowReader(List<EscrowLine> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /** A line is not what must stand in its place. */
  private static final class Misplaced extends Exception {
    private static final long serialVersionUID = 1;

    Misplaced(String what) {
      super(what);
    }
  }

  public static Loaded<Escrow> read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Reads the text of a file that is called {@code where}. */
  public static Loaded<Escrow> read(String where, String text) {
    List<EscrowLine> lines = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      switch (EscrowLine.read(number, line)) {
        case EscrowLine.Read.Good(EscrowLine good) -> lines.add(good);
        case EscrowLine.Read.Nothing() -> {}
        case EscrowLine.Read.Bad(String why) ->
            problems.add(
                new Problem(where + ":" + number, why, "compare it with what was printed"));
      }
    }
    if (!problems.isEmpty()) {
      return new Loaded.Refused<>(problems);
    }
    try {
      return new Loaded.Ok<>(new EscrowReader(whole(lines)).escrow());
    } catch (Misplaced e) {
      return new Loaded.Refused<>(
          List.of(
              new Problem(
                  where,
                  String.valueOf(e.getMessage()),
                  "take the file as 'pgv-install escrow' wrote it, whole")));
    }
  }

  private Escrow escrow() throws Misplaced {
    String version = value("escrow");
    if (!version.equals(EscrowText.VERSION)) {
      throw new Misplaced("is of version " + version + ", and this program reads version 1");
    }
    String site = value("site");
    Instant made = instant(value("made"));
    List<Escrow.Entry> clusters = new ArrayList<>();
    while (isNext("cluster")) {
      clusters.add(entry());
    }
    return new Escrow(site, made, clusters);
  }

  /** All lines but the last one, which is the sum of them. */
  private static List<EscrowLine> whole(List<EscrowLine> lines) throws Misplaced {
    if (lines.isEmpty() || !lines.getFirst().name().equals("escrow")) {
      throw new Misplaced("is no escrow: it does not begin with a line 'escrow'");
    }
    List<EscrowLine> content = lines.subList(0, lines.size() - 1);
    EscrowLine last = lines.getLast();
    if (!last.name().equals("sum")) {
      throw new Misplaced("ends before its line 'sum'");
    }
    if (!EscrowLine.plain(last.value()).equals(EscrowText.sum(content))) {
      throw new Misplaced("lacks a line, or has lines of another escrow or in another order");
    }
    return content;
  }

  private Escrow.Entry entry() throws Misplaced {
    String cluster = value("cluster");
    int postgres = Integer.parseInt(value("postgres"));
    Escrow.Kind kind = Escrow.Kind.valueOf(value("kind").toUpperCase(Locale.ROOT));
    String place = value("place");
    Optional<Escrow.Keys> keys = Optional.empty();
    if (isNext("access")) {
      keys = Optional.of(new Escrow.Keys(value("access"), new Secret(value("secret"))));
    }
    Escrow.Store store = new Escrow.Store(kind, place, keys);
    return new Escrow.Entry(cluster, postgres, store, new Secret(value("passphrase")));
  }

  private boolean isNext(String name) {
    EscrowLine next = lines.peek();
    return next != null && next.name().equals(name);
  }

  private String value(String name) throws Misplaced {
    EscrowLine line = lines.poll();
    if (line == null || !line.name().equals(name)) {
      throw new Misplaced(
          "lacks a line '" + name + "'" + (line == null ? "" : " before line " + line.number()));
    }
    return line.value();
  }

  private static Instant instant(String text) throws Misplaced {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Misplaced("was made at no time: " + text);
    }
  }
}
