package org.pgv.installer.resource;

import java.time.Duration;
import java.util.List;
import org.pgv.manifests.value.Sha256;

/**
 * Something that no other resource can say, such as switching on etcd's authentication: a POSIX
 * shell script that may be run any number of times, run again whenever its text or input changes,
 * and remembered on the host by {@code id} once it ended well.
 *
 * @param id short and stable, such as {@code etcd-auth}
 * @param what starts with a verb, such as {@code switch on etcd authentication}
 * @param text the script; secrets never stand in it
 * @param input what it reads from stdin; may be secret
 * @param traces files and folders that it leaves behind; it runs again where one is gone, or a file
 *     is not what it left
 * @param limit how long it may take
 */
public record Script(
    String id, String what, String text, Content input, List<String> traces, Duration limit)
    implements Resource {
  private static final Duration USUAL = Duration.ofMinutes(30);

  public Script {
    traces = List.copyOf(traces);
  }

  public Script(String id, String what, String text, Content input, List<String> traces) {
    this(id, what, text, input, traces, USUAL);
  }

  public Script(String id, String what, String text, Content input) {
    this(id, what, text, input, List.of());
  }

  public Script(String id, String what, String text) {
    this(id, what, text, Content.of(""));
  }

  /** The same with more time, such as for copying all data. */
  public Script within(Duration longer) {
    return new Script(id, what, text, input, traces, longer);
  }

  /** What is remembered on the host once it ended well. */
  public Sha256 digest() {
    return Sha256.of(text + "\0" + input.text());
  }

  @Override
  public String title() {
    return "script " + id;
  }
}
