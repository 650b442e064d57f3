package org.pgv.installer.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.pgv.installer.probe.Catalogue.Database;
import org.pgv.installer.probe.Catalogue.DefaultGrant;
import org.pgv.installer.probe.Catalogue.Form;
import org.pgv.installer.probe.Catalogue.Grant;
import org.pgv.installer.probe.Catalogue.Inside;
import org.pgv.installer.probe.Catalogue.Kind;
import org.pgv.installer.probe.Catalogue.Membership;
import org.pgv.installer.probe.Catalogue.ObjectCount;
import org.pgv.installer.probe.Catalogue.ObjectGrant;
import org.pgv.installer.probe.Catalogue.Password;
import org.pgv.installer.probe.Catalogue.Role;
import org.pgv.installer.probe.Catalogue.Schema;
import org.pgv.installer.probe.Catalogue.Setting;
import org.pgv.installer.probe.Catalogue.Slot;
import org.pgv.installer.probe.Catalogue.Terms;
import org.pgv.manifests.json.Json;

/** Reads catalogues: a line for the whole of each, then one for each of its databases. */
final class CatalogueReader {
  private final SortedMap<String, Inside> insides = new TreeMap<>();

  private CatalogueReader() {}

  /** The catalogue of a server of ours; empty where none leads on this host. */
  static Optional<Catalogue> read(List<String> lines) {
    CatalogueReader reader = new CatalogueReader();
    Optional<JsonNode> whole = Optional.empty();
    for (String line : lines) {
      JsonNode node = Json.tree(line);
      if (node.has("cluster")) {
        whole = Optional.of(node);
      } else if (node.has("database")) {
        reader.insides.put(node.path("database").asText(), inside(node));
      }
    }
    return whole.map(reader::catalogue);
  }

  private Catalogue catalogue(JsonNode node) {
    return new Catalogue(
        node.path("cluster").asText(),
        node.path("marker").asText(),
        each(node.path("roles"), CatalogueReader::role),
        each(node.path("memberships"), m -> new Membership(m.path(0).asText(), m.path(1).asText())),
        each(node.path("databases"), this::database),
        each(
            node.path("settings"),
            s -> new Setting(s.path(0).asText(), s.path(1).asText(), s.path(2).asText())),
        each(node.path("slots"), s -> new Slot(s.path(0).asText(), s.path(1).asText())));
  }

  private static Role role(JsonNode node) {
    Optional<Instant> until =
        node.path("until").isTextual()
            ? Optional.of(Instant.parse(node.path("until").asText()))
            : Optional.empty();
    return new Role(
        node.path("name").asText(),
        node.path("login").asBoolean(),
        each(node.path("powers"), JsonNode::asText),
        new Terms(node.path("limit").asInt(), until, password(node)));
  }

  private static Optional<Password> password(JsonNode role) {
    return role.path("password").asBoolean()
        ? Optional.of(new Password(role.path("salt").asText("")))
        : Optional.empty();
  }

  private Database database(JsonNode node) {
    String name = node.path("name").asText();
    return new Database(
        name,
        node.path("owner").asText(),
        new Form(node.path("encoding").asText(), node.path("limit").asInt()),
        grants(node),
        Optional.ofNullable(insides.get(name)));
  }

  private static Inside inside(JsonNode node) {
    return new Inside(
        each(node.path("extensions"), JsonNode::asText),
        each(
            node.path("schemas"),
            s -> new Schema(s.path("name").asText(), s.path("owner").asText(), grants(s))),
        each(
            node.path("defaults"),
            d -> new DefaultGrant(d.path("owner").asText(), kind(d), grant(d))),
        each(
            node.path("grants"),
            g ->
                new ObjectGrant(
                    kind(g), grant(g), g.path("own").asBoolean(), g.path("objects").asLong())),
        each(node.path("objects"), o -> new ObjectCount(kind(o), o.path("objects").asLong())));
  }

  private static Kind kind(JsonNode node) {
    return new Kind(node.path("schema").asText(), node.path("kind").asText());
  }

  private static Grant grant(JsonNode node) {
    return new Grant(node.path("grantee").asText(), node.path("privilege").asText());
  }

  private static List<Grant> grants(JsonNode node) {
    return each(node.path("grants"), g -> new Grant(g.path(0).asText(), g.path(1).asText()));
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
    List<T> all = new ArrayList<>();
    array.forEach(node -> all.add(reader.apply(node)));
    return all;
  }
}
