package org.pgv.installer.check;

/** Writes the reference of all findings as Markdown, from the rules themselves. */
final class RuleReference {
  private RuleReference() {}

  static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # What is checked

            Generated from the program; do not edit.

            `pgv-install check` looks at every host and changes nothing; `pgv-install apply` does the same before it
            changes anything. With an error left, both end with exit code 7. An error can be accepted by its name,
            with `--waive NAME` or under `waive:` in the site file, unless it is marked as final here. A warning
            stops nothing.

            | name | | found when | why it matters | how to mend |
            | --- | --- | --- | --- | --- |
            """);
    for (Rule rule : Rule.values()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(rule.id(), kind(rule), rule.meaning(), rule.why(), rule.mend()));
    }
    return page.toString();
  }

  private static String kind(Rule rule) {
    if (rule.severity() == Severity.WARNING) {
      return "warning";
    }
    return rule.waivable() ? "error" : "error, final";
  }
}
