package org.pgv.pki.openpgp;

import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

/** What came of checking signatures over a content; only a trusted one can be taken out. */
public sealed interface Verification<T> {

  /** At least one pinned key signed exactly this content. */
  record Trusted<T>(T content, List<Signer> signers) implements Verification<T> {
    public Trusted {
      signers = List.copyOf(signers);
    }
  }

  /** Nobody who is trusted stands for the content. */
  record NotTrusted<T>(Distrust reason) implements Verification<T> {}

  /** The content; a {@link Refusal} with exit code 3 where it is not trusted. */
  default T orRefuse(String where) {
    return switch (this) {
      case Trusted<T>(T content, List<Signer> _) -> content;
      case NotTrusted<T>(Distrust reason) ->
          throw new Refusal(ExitCode.NOT_TRUSTED, reason.problem(where));
    };
  }
}
