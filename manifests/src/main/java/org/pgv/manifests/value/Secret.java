package org.pgv.manifests.value;

/** A text that must not be shown: printing it, by mistake or in a record, gives {@code ***}. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "***";
  }
}
