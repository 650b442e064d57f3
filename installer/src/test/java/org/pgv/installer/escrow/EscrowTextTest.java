package org.pgv.installer.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Secret;

class EscrowTextTest {
  private static final Escrow ESCROW =
      new Escrow(
          "demo",
          Instant.parse("2026-11-21T12:00:00Z"),
          List.of(
              new Escrow.Entry(
                  "main",
                  17,
                  new Escrow.Store(
                      Escrow.Kind.POSIX,
                      "infra1.demo.internal:/var/lib/pgbackrest",
                      Optional.empty()),
                  new Secret("Il1O0abcdefghijkABCDEFGHIJK12345")),
              new Escrow.Entry(
                  "other",
                  16,
                  new Escrow.Store(
                      Escrow.Kind.S3,
                      "https://s3.corp.example:9443/databases/pgv/other",
                      Optional.of(new Escrow.Keys("AKIA", new Secret("a/b+c=dEF")))),
                  new Secret("zyxwvutsrqponmlkjihgfedcba654321"))));
  private static final String TEXT = EscrowText.of(ESCROW);

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(ESCROW, EscrowReader.read("e", TEXT).orRefuse());
    assertEquals("Il1O0abcdefghijkABCDEFGHIJK12345", secretOfMain(TEXT));
  }

  @Test
  void fitsOnPaper() {
    assertTrue(TEXT.lines().allMatch(line -> line.length() <= 100), TEXT);
    assertTrue(TEXT.contains("Il1O 0abc defg hijk ABCD EFGH IJK1 2345"), TEXT);
  }

  @Test
  void spacesEmptyLinesAndTheLettersOfChecksAreFreeToWhoTypesIt() {
    String typed =
        TEXT.lines()
            .filter(line -> !line.startsWith("#"))
            .map(
                line -> {
                  int check = Math.max(line.lastIndexOf('['), 0);
                  return "  "
                      + line.substring(0, check).replace("  ", " ")
                      + line.substring(check).toUpperCase(Locale.ROOT).replace('0', 'O');
                })
            .collect(Collectors.joining("\r\n\r\n"));

    assertEquals(ESCROW, EscrowReader.read("e", typed).orRefuse());
  }

  static Stream<Integer> lines() {
    return Stream.iterate(0, line -> line < TEXT.lines().count(), line -> line + 1)
        .filter(line -> TEXT.lines().toList().get(line).contains("["));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyWrongCharacterIsToldByItsLine(int index) {
    String line = TEXT.lines().toList().get(index);
    String value = line.substring(0, line.indexOf('['));
    for (int i = 0; i < value.stripTrailing().length(); i++) {
      if (value.charAt(i) != ' ') {
        String wrong = changed(index, line.substring(0, i) + "~" + line.substring(i + 1));

        List<Problem> problems = problems(wrong);

        assertEquals(List.of("e:" + (index + 1)), places(problems), wrong);
      }
    }
  }

  @Test
  void allWrongLinesAreToldAtOnce() {
    String wrong = TEXT.replace("site         demo", "site demi").replace(" 17 ", " 18 ");

    assertEquals(2, problems(wrong).size());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aMissingLineIsTold(int index) {
    assertFalse(problems(changed(index, "")).isEmpty());
  }

  @Test
  void aLineOfAnotherEscrowIsTold() {
    Escrow other = new Escrow("demo", ESCROW.made(), List.of(ESCROW.clusters().getLast()));
    String foreign =
        EscrowText.of(other).lines().filter(l -> l.startsWith("sum")).findFirst().orElseThrow();
    String mixed =
        TEXT.lines().map(l -> l.startsWith("sum") ? foreign : l).collect(Collectors.joining("\n"));

    assertEquals(1, problems(mixed).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "hello", "{\"site\": \"demo\"}"})
  void whatIsNoEscrowIsRefused(String text) {
    assertFalse(problems(text).isEmpty());
  }

  @Test
  void tellsWhetherItOpensTheSameWheneverItWasMade() {
    Escrow later = new Escrow("demo", Instant.parse("2027-01-01T00:00:00Z"), ESCROW.clusters());
    Escrow less = new Escrow("demo", ESCROW.made(), List.of(ESCROW.clusters().getFirst()));

    assertEquals(ESCROW.content(), later.content());
    assertNotEquals(ESCROW.content(), less.content());
  }

  private static String secretOfMain(String text) {
    return EscrowReader.read("e", text).orRefuse().find("main").orElseThrow().passphrase().reveal();
  }

  private static String changed(int index, String line) {
    List<String> lines = new java.util.ArrayList<>(TEXT.lines().toList());
    lines.set(index, line);
    return String.join("\n", lines);
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream().map(Problem::where).toList();
  }

  private static List<Problem> problems(String text) {
    return switch (EscrowReader.read("e", text)) {
      case Loaded.Ok<Escrow>(Escrow escrow) -> throw new AssertionError(escrow);
      case Loaded.Refused<Escrow>(List<Problem> problems) -> problems;
    };
  }
}
