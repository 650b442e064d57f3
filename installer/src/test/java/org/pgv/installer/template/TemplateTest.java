package org.pgv.installer.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
  /** What the template is made for. */
  public record Greeting(String name, int count, List<String> others) {}

  /** Lacks what the template names. */
  public record Wrong(String name) {}

  @Test
  void laysOutARecord() {
    String text =
        new Template(TemplateTest.class, "greeting.ftl")
            .render(new Greeting("pg1", 1000, List.of("pg2", "pg3")));

    assertEquals("hello pg1 1000\n- pg2\n- pg3\n", text);
  }

  @Test
  void refusesWhereAValueIsMissing() {
    Template template = new Template(TemplateTest.class, "greeting.ftl");

    assertThrows(IllegalStateException.class, () -> template.render(new Wrong("pg1")));
  }

  @Test
  void refusesATemplateThatIsNotThere() {
    assertThrows(
        java.io.UncheckedIOException.class, () -> new Template(TemplateTest.class, "no.ftl"));
  }
}
