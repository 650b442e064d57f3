package org.pgv.installer.component;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.resource.Absent;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.resource.Script;
import org.pgv.installer.resource.Tree;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;

/** Stages as files that a person reviews: a listing, and every text below its host. */
final class Rendered {
  private final SortedMap<String, String> files = new TreeMap<>();
  private final StringBuilder listing = new StringBuilder();

  private Rendered() {}

  static SortedMap<String, String> of(List<Stage> stages) {
    Rendered rendered = new Rendered();
    stages.forEach(rendered::stage);
    rendered.files.put("stages.txt", rendered.listing.toString());
    return rendered.files;
  }

  private void stage(Stage stage) {
    listing.append("%s: %s (%s)\n".formatted(stage.name(), stage.title(), stage.rollout()));
    for (Stage.HostResources host : stage.hosts()) {
      listing.append("  %s\n".formatted(host.host()));
      for (Resource resource : host.resources()) {
        listing.append("    %s%s\n".formatted(resource.title(), detail(resource)));
        text(host.host().text(), resource);
      }
    }
    stage.gates().forEach(gate -> gate(gate, ""));
    stage
        .later()
        .ifPresent(later -> later.gates().forEach(gate -> gate(gate, " before " + later.before())));
  }

  private void gate(Gate gate, String when) {
    listing.append(
        "  gate%s on %s within %ss: %s\n"
            .formatted(when, gate.host(), gate.limit().toSeconds(), gate.title()));
    files.put("gates/" + gate.title().replaceAll("[^a-z0-9]+", "-") + ".sh", gate.script());
  }

  private void text(String host, Resource resource) {
    switch (resource) {
      case ManagedFile file -> files.put(host + file.path(), file.content().text());
      case ManagedBlock block -> files.put(host + block.path(), block.text());
      case Ruleset rules -> text(host, rules.file());
      case Script script -> {
        files.put(host + "/scripts/" + script.id() + ".sh", script.text());
        if (!script.input().text().isEmpty()) {
          files.put(host + "/scripts/" + script.id() + ".input", script.input().text());
        }
      }
      case Correction correction -> {
        Script script = correction.script();
        files.put(host + "/scripts/" + script.id() + ".sh", script.text());
        files.put(host + "/scripts/" + script.id() + ".input", script.input().text());
      }
      case PackageSet _, Directory _, CopiedFile _, Tree _, Unit _, Absent _ -> {}
    }
  }

  private static String detail(Resource resource) {
    return switch (resource) {
      case PackageSet set ->
          ": "
              + String.join(
                  " ", set.packages().stream().map(p -> p.name() + "=" + p.version()).toList());
      case Directory directory ->
          ownership(directory.ownership()) + (directory.holdsData() ? ", data" : "");
      case ManagedFile file ->
          ownership(file.ownership()) + (file.content().secret() ? ", secret" : "");
      case Unit unit -> ": " + unit.state();
      case CopiedFile file -> ownership(file.ownership()) + " from " + file.source();
      case Tree tree -> " from " + tree.source().folder();
      case Ruleset rules -> detail(rules.file());
      case Correction correction ->
          ": "
              + correction.script().what()
              + String.join("", correction.details().stream().map(d -> "\n      " + d).toList());
      case ManagedBlock _, Script _, Absent _ -> "";
    };
  }

  private static String ownership(Ownership ownership) {
    return " " + ownership.mode() + " " + ownership.user() + ":" + ownership.group();
  }
}
