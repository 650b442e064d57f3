package org.pgv.mirror.rpm.repomd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgv.manifests.manifest.Membership;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.xml.MalformedXml;
import org.pgv.mirror.xml.SafeXml;

/** Reads comps.xml; what is marked for other architectures is left out. */
public final class CompsReader {
  private final SafeXml xml;
  private final String architecture;
  private final List<Comps.Group> groups = new ArrayList<>();
  private final List<Comps.Environment> environments = new ArrayList<>();

  private CompsReader(SafeXml xml, String architecture) {
    this.xml = xml;
    this.architecture = architecture;
  }

  /** What is known of the group or environment that is being read. */
  private static final class Draft {
    private String id = "";
    private String name = "";
    private final List<Comps.Member> members = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private boolean optional;
  }

  /**
   * Reads the whole document.
   *
   * @param architecture as RPM calls it, such as {@code x86_64}
   * @param origin what problems call the repository
   * @throws Refusal where it is not well-formed, or something in it has no id
   */
  public static Comps read(InputStream plain, String architecture, String origin)
      throws IOException {
    try {
      CompsReader reader = new CompsReader(SafeXml.ofAnyType(plain), architecture);
      return reader.comps();
    } catch (MalformedXml e) {
      String what = "its groups of packages cannot be used: " + e.getMessage();
      throw new Refusal(ExitCode.FAILED, new Problem(origin, what), e);
    }
  }

  private Comps comps() throws IOException, MalformedXml {
    if (!xml.next() || !xml.starts("comps")) {
      throw xml.malformed("is no comps.xml");
    }
    while (xml.next()) {
      if (xml.starts("group")) {
        boolean ours = isOurs();
        Draft draft = draft("group");
        if (ours) {
          groups.add(new Comps.Group(draft.id, draft.name, draft.members));
        }
      } else if (xml.starts("environment")) {
        boolean ours = isOurs();
        Draft draft = draft("environment");
        if (ours) {
          environments.add(new Comps.Environment(draft.id, draft.name, draft.groups));
        }
      }
    }
    // Joined with nothing, what stands there twice becomes one.
    return Comps.NONE.and(new Comps(groups, environments));
  }

  private Draft draft(String element) throws IOException, MalformedXml {
    Draft draft = new Draft();
    int depth = xml.depth();
    while (xml.next() && xml.depth() >= depth) {
      if (xml.starts()) {
        read(draft);
      }
    }
    if (draft.id.isEmpty()) {
      throw xml.malformed("has a " + element + " without an id");
    }
    return draft;
  }

  private void read(Draft draft) throws IOException, MalformedXml {
    switch (xml.element()) {
      case "id" -> draft.id = xml.text().strip();
      case "name" -> {
        boolean translated = !xml.attribute("lang").isEmpty();
        String name = xml.text().strip();
        draft.name = translated ? draft.name : name;
      }
      case "grouplist" -> draft.optional = false;
      case "optionlist" -> draft.optional = true;
      case "groupid" -> {
        boolean counts = isOurs() && !draft.optional;
        String id = xml.text().strip();
        if (counts) {
          draft.groups.add(id);
        }
      }
      case "packagereq" -> member().ifPresent(draft.members::add);
      default -> {}
    }
  }

  private Optional<Comps.Member> member() throws IOException, MalformedXml {
    boolean ours = isOurs();
    String kind = xml.attribute("type");
    String condition = xml.attribute("requires");
    boolean own = xml.attribute("basearchonly").equals("true");
    String name = xml.text().strip();
    return ours
        ? Optional.of(new Comps.Member(name, membership(kind), condition, own))
        : Optional.empty();
  }

  /** Where nothing is said, the package is mandatory. */
  private static Optional<Membership> membership(String kind) {
    return kind.isEmpty()
        ? Optional.of(Membership.MANDATORY)
        : Arrays.stream(Membership.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(kind))
            .findFirst();
  }

  private boolean isOurs() {
    String only = xml.attribute("arch");
    return only.isEmpty() || List.of(only.split("[\\s,]+", -1)).contains(architecture);
  }
}
