package org.pgv.installer.apply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.host.Shell;
import org.pgv.installer.plan.Step;
import org.pgv.installer.platform.PackageManager;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.resource.Script;

/**
 * Steps as a shell script. File contents and inputs stand in it as base64 and it travels by
 * standard input, so that a secret is in no argument; it is one group of commands, so that a script
 * whose end was lost on the way does nothing at all.
 */
final class StepScript {
  static final String DONE_MARK = "pgv: step ";

  private static final String FUNCTIONS =
      Answer.script(StepScript.class, "steps.sh") + PackageManager.functions();

  private StepScript() {}

  /** A script that does the steps in order, says after each one that it is done, and then stops. */
  static String of(List<Step> steps) {
    StringBuilder text = new StringBuilder("{\n").append(FUNCTIONS);
    text.append("begin || exit 1\nexec 3>&1\n(\n");
    for (int i = 0; i < steps.size(); i++) {
      text.append("step ")
          .append(i)
          .append(' ')
          .append(Shell.line(call(steps.get(i))))
          .append('\n');
    }
    // Into a file: whoever watches may be gone, and a step must not die of that.
    text.append(") >/run/pgv/step.out 2>&1 </dev/null\nstatus=$?\n");
    return text.append("cat /run/pgv/step.out >&3\nexit $status\n}\n").toString();
  }

  /** The line that a step's end is told by. */
  static String doneLine(int step) {
    return DONE_MARK + step + " done\n";
  }

  /** A script that loads rules for a while, and says so. */
  static String trial(Step.LoadRules step) {
    Ruleset rules = step.rules();
    List<String> words = new ArrayList<>(List.of("try_rules", loader(rules)));
    words.add(String.valueOf(rules.trialSeconds()));
    words.addAll(file(rules.file()).subList(1, 6));
    return alone(words);
  }

  /** A script that ends the trial of rules, and keeps them. */
  static String verdict(Step.LoadRules step) {
    ManagedFile file = step.rules().file();
    List<String> words = new ArrayList<>(List.of("keep_rules", loader(step.rules())));
    words.add(file.content().digest().hex());
    words.addAll(file(file).subList(1, 6));
    return alone(words);
  }

  private static String loader(Ruleset rules) {
    return switch (rules.loader()) {
      case NFT -> "nft";
      case FIREWALLD -> "firewalld";
    };
  }

  private static String alone(List<String> call) {
    return "{\n" + FUNCTIONS + "begin && " + Shell.line(call) + "\nexit\n}\n";
  }

  /** The command that receives a folder as a tar archive on its standard input. */
  static List<String> receive(Step.CopyTree step) {
    String call =
        Shell.line(List.of("receive_tree", step.tree().path(), step.tree().digest().hex()));
    return receiver(call);
  }

  /** The command that receives a file on its standard input. */
  static List<String> receive(Step.CopyFile step) {
    Ownership ownership = step.file().ownership();
    return receiver(
        Shell.line(
            List.of(
                "receive_file",
                step.file().path(),
                ownership.user(),
                ownership.group(),
                ownership.mode(),
                step.file().digest().hex())));
  }

  private static List<String> receiver(String call) {
    return List.of("sh", "-c", FUNCTIONS + "begin && " + call);
  }

  private static List<String> call(Step step) {
    return switch (step) {
      case Step.InstallPackages install -> packages(install);
      case Step.WriteFile write -> file(write.file());
      case Step.WriteBlock(var _, var block) ->
          List.of("write_block", block.path(), block.name(), base64(block.text()));
      case Step.MakeDirectory make -> directory(make.directory());
      case Step.MoveAside(var _, String path) -> List.of("set_aside", path);
      case Step.CopyTree _, Step.CopyFile _, Step.LoadRules _ ->
          throw new IllegalArgumentException("not a script: " + step.title());
      case Step.RestartUnit(var _, String unit, var runs, var loads, boolean _) ->
          List.of("restart_unit", unit, runs.hex(), loads.hex());
      case Step.ReloadUnit(var _, String unit, var loads) ->
          List.of("reload_unit", unit, loads.hex());
      case Step.EnableUnit(var _, String unit) -> List.of("ready_unit", unit);
      case Step.MaskUnit(var _, String unit) -> List.of("mask_unit", unit);
      case Step.RunScript(var _, var script) -> script(script);
      case Step.Perform(var _, var script) -> perform(script);
      case Step.Correct(var _, var correction) -> perform(correction.script());
      case Step.RemoveFile(var _, String path) -> List.of("remove_file", path);
      case Step.RemoveBlock(var _, String path, String name) -> List.of("remove_block", path, name);
      case Step.RestoreFile(var _, String path) -> List.of("restore_file", path);
      case Step.RemoveDirectory(var _, String path, boolean withContent) ->
          List.of("remove_directory", path, withContent ? "content" : "");
      case Step.RetireUnit(var _, String unit) -> List.of("retire_unit", unit);
      case Step.Forget(var _, String stamp) -> List.of("forget", stamp);
      case Step.EraseRecord(var _, boolean keepsData) ->
          List.of("erase_record", keepsData ? "data" : "");
    };
  }

  private static List<String> script(Script script) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run_script",
                script.id(),
                script.digest().hex(),
                base64(script.text()),
                base64(script.input().text())));
    words.addAll(script.traces());
    return words;
  }

  private static List<String> perform(Script script) {
    return List.of("perform", base64(script.text()), base64(script.input().text()));
  }

  private static List<String> packages(Step.InstallPackages install) {
    List<String> words = new ArrayList<>(List.of(install.manager().command() + "_install"));
    install.packages().forEach(p -> words.add(p.name() + "=" + p.version()));
    return words;
  }

  private static List<String> file(ManagedFile file) {
    return List.of(
        "write_file",
        file.path(),
        file.ownership().user(),
        file.ownership().group(),
        file.ownership().mode(),
        Base64.getEncoder().encodeToString(file.content().bytes()));
  }

  private static List<String> directory(Directory directory) {
    return List.of(
        "make_directory",
        directory.path(),
        directory.ownership().user(),
        directory.ownership().group(),
        directory.ownership().mode(),
        directory.holdsData() ? "data" : "directory");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
