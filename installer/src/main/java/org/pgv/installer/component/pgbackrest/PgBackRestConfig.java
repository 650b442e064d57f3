package org.pgv.installer.component.pgbackrest;

import java.util.List;

/** What pgBackRest's configuration on one host is laid out from. */
public record PgBackRestConfig(List<Section> sections) {

  /** Settings below a heading. */
  public record Section(String name, List<Setting> settings) {
    public Section {
      settings = List.copyOf(settings);
    }
  }

  public PgBackRestConfig {
    sections = List.copyOf(sections);
  }
}
