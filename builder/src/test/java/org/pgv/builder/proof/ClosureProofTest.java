package org.pgv.builder.proof;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesIndex;

class ClosureProofTest {
  private static final String PROVIDER =
      "Package: postfix\nVersion: 3.7\nArchitecture: amd64\nProvides: mta (= 2), mail\n\n";

  private static List<DebPackage> packages(String stanzas) {
    PackagesIndex index = PackagesIndex.of(stanzas.getBytes(StandardCharsets.UTF_8), "a test");
    List<DebPackage> packages = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      packages.add(index.get(i));
    }
    return packages;
  }

  private static String client(String field) {
    return "Package: client\nVersion: 1\nArchitecture: amd64\n" + field + "\n\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Depends: postfix",
        "Depends: postfix (>= 3.5)",
        "Depends: absent | mail",
        "Depends: mta (>= 1)",
        "Depends: absent [arm64]",
        "Conflicts: mta (>> 2)",
        "Breaks: postfix (<< 3.7)",
        "Provides: client-abi\nConflicts: client-abi"
      })
  void acceptsWhatIsClosed(String field) {
    assertDoesNotThrow(
        () -> ClosureProof.prove(packages(PROVIDER + client(field)), "amd64", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Depends: absent",
        "Pre-Depends: postfix (>= 4)",
        "Depends: mail (>= 1)",
        "Depends: mta (>= 3)",
        "Depends: postfix:any",
        "Conflicts: mail",
        "Breaks: postfix (<= 3.7)"
      })
  void refusesWhatIsNot(String field) {
    assertThrows(
        Refusal.class,
        () -> ClosureProof.prove(packages(PROVIDER + client(field)), "amd64", List.of()));
  }

  @Test
  void namesEveryNeedThatIsNotMet() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                ClosureProof.prove(
                    packages(client("Depends: one, two (>= 2) | three")), "amd64", List.of()));

    assertEquals(
        List.of(
            "needs one, which is not in the set",
            "needs two (>= 2) | three, which is not in the set"),
        refusal.problems().stream().map(problem -> problem.what()).toList());
  }

  @Test
  void refusesASetWithoutWhatIsAskedFor() {
    List<DebPackage> packages = packages(PROVIDER);

    assertDoesNotThrow(() -> ClosureProof.prove(packages, "amd64", List.of("postfix", "mail")));
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> ClosureProof.prove(packages, "amd64", List.of("mail", "lost")));

    assertEquals(List.of("lost"), refusal.problems().stream().map(Problem::where).toList());
  }
}
