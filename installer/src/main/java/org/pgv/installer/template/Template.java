package org.pgv.installer.template;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A template beside the component it belongs to, laid out from one record: loops and conditions on
 * what is there, and nothing else. A value that is missing is an error.
 */
public final class Template {
  private static final Configuration CONFIGURATION = configuration();

  private final freemarker.template.Template template;

  /** The template {@code name} in the package of {@code component}. */
  public Template(Class<?> component, String name) {
    try {
      template =
          CONFIGURATION.getTemplate(component.getPackageName().replace('.', '/') + "/" + name);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + name + " cannot be read", e);
    }
  }

  /** The text with the values of a record in it. */
  public String render(Record values) {
    StringWriter text = new StringWriter();
    try {
      template.process(values, text);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + template.getName() + " cannot be filled", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setClassLoaderForTemplateLoading(Template.class.getClassLoader(), "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return configuration;
  }
}
