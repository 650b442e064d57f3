package org.pgv.installer.component.pgbackrest;

/** A line of pgBackRest's configuration. */
public record Setting(String name, String value) {

  static Setting of(String name, Object value) {
    return new Setting(name, value.toString());
  }
}
