package org.pgv.installer.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An escrow as text that can be printed, and typed again. */
public final class EscrowText {
  static final String VERSION = "1";

  private static final int SUM_DIGITS = 16;

  private EscrowText() {}

  /** The whole file. */
  public static String of(Escrow escrow) {
    List<EscrowLine> lines = lines(escrow);
    StringBuilder text =
        new StringBuilder(
            """
            # This opens the backups of site %s once the site is gone: whoever has it and a copy of
            # the repository can read all data. Keep it away from the site, on paper or alone.
            # Typed again, spaces say nothing, and the brackets tell a line with a mistake in it.

            """
                .formatted(escrow.site()));
    for (EscrowLine line : lines) {
      if (line.name().equals("cluster")) {
        text.append('\n');
      }
      text.append(isLong(line) ? line.grouped() : line.text());
    }
    return text.append('\n').append(line("sum", sum(lines)).grouped()).toString();
  }

  private static boolean isLong(EscrowLine line) {
    return line.name().equals("passphrase") || line.name().equals("secret");
  }

  private static List<EscrowLine> lines(Escrow escrow) {
    List<EscrowLine> lines = new ArrayList<>();
    lines.add(line("escrow", VERSION));
    lines.add(line("site", escrow.site()));
    lines.add(line("made", escrow.made().toString()));
    for (Escrow.Entry entry : escrow.clusters()) {
      lines.add(line("cluster", entry.cluster()));
      lines.add(line("postgres", Integer.toString(entry.postgres())));
      lines.add(line("kind", entry.store().kind().name().toLowerCase(Locale.ROOT)));
      lines.add(line("place", entry.store().place()));
      entry
          .store()
          .keys()
          .ifPresent(
              keys -> {
                lines.add(line("access", keys.access()));
                lines.add(line("secret", keys.secret().reveal()));
              });
      lines.add(line("passphrase", entry.passphrase().reveal()));
    }
    return lines;
  }

  private static EscrowLine line(String name, String value) {
    return new EscrowLine(0, name, value);
  }

  /** Tells that lines are missing, or are of another file, where each of them is right. */
  static String sum(List<EscrowLine> lines) {
    String all =
        lines.stream()
            .map(line -> line.name() + " " + line.value() + "\n")
            .collect(Collectors.joining());
    return EscrowLine.digits(all, SUM_DIGITS);
  }
}
