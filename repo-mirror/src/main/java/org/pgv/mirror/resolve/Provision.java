package org.pgv.mirror.resolve;

import java.util.Optional;

/** A package that offers a name besides its own, perhaps in a certain version. */
public record Provision(Candidate by, Optional<String> version) {}
