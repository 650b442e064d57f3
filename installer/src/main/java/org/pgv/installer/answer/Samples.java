package org.pgv.installer.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What programs on hosts have measured, in Prometheus' text format; comments are left out. */
public record Samples(List<Sample> samples) {
  /** Of a host that has measured nothing. */
  public static final Samples NONE = new Samples(List.of());

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (-?[0-9.eE+-]+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** One value. */
  public record Sample(String name, Map<String, String> labels, double value) {
    public Sample {
      labels = Map.copyOf(labels);
    }

    /** Empty where it has none of this name. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  public Samples {
    samples = List.copyOf(samples);
  }

  /** Lines that are no samples count for nothing. */
  public static Samples parse(String text) {
    return new Samples(text.lines().flatMap(line -> sample(line.strip()).stream()).toList());
  }

  private static Optional<Sample> sample(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>();
    Optional.ofNullable(matcher.group(2))
        .ifPresent(
            text ->
                LABEL
                    .matcher(text)
                    .results()
                    .forEach(label -> labels.put(label.group(1), label.group(2))));
    return Optional.of(new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3))));
  }

  /** Of what several hosts have measured, that of the one whose sample of a time is the newest. */
  public static Samples newest(List<Samples> hosts, String time) {
    return hosts.stream()
        .filter(samples -> samples.value(time).isPresent())
        .max(Comparator.comparingDouble(samples -> samples.value(time).orElse(0)))
        .orElse(NONE);
  }

  /** Those with a label. */
  public Samples with(String label, String value) {
    return new Samples(
        samples.stream().filter(sample -> sample.label(label).equals(value)).toList());
  }

  public Stream<Sample> all(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name));
  }

  /** The value of the only sample of a name, or of the first. */
  public OptionalDouble value(String name) {
    return all(name).mapToDouble(Sample::value).findFirst();
  }
}
