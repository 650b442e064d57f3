package org.pgv.acceptance;

import java.util.List;

/** What the hosts of a lab run. */
enum HostSystem {
  DEBIAN("acceptance", "debian13", "/etc/patroni/config.yml") {
    @Override
    List<String> build(String output, String version) {
      return List.of("pgv-bundle", "build", "debian13", "--output", output, "--version", version);
    }
  },
  LOOKALIKE("lookalike", "el9-lookalike", "/etc/patroni/patroni.yml") {
    @Override
    List<String> build(String output, String version) {
      return List.of("lookalike/bundle", output, "--version", version);
    }
  };

  private final String lab;
  private final String target;
  private final String patroni;

  HostSystem(String lab, String target, String patroni) {
    this.lab = lab;
    this.target = target;
    this.patroni = patroni;
  }

  /** The name of its sandbox. */
  String lab() {
    return lab;
  }

  String target() {
    return target;
  }

  /** Patroni's configuration. */
  String patroni() {
    return patroni;
  }

  /** The tool that builds a bundle for it, relative to the project, and its arguments. */
  abstract List<String> build(String output, String version);
}
