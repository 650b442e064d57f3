package org.pgv.installer.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** What this machine must have before a sandbox can be made on it; all that is missing, at once. */
final class Requirements {
  private static final long GIB = 1L << 30;

  /** Programs that every sandbox takes, with the Debian package that has them. */
  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("ip", "iproute2");
    PROGRAMS.put("mount", "mount");
    PROGRAMS.put("mountpoint", "util-linux");
    PROGRAMS.put("nft", "nftables");
    PROGRAMS.put("setsid", "util-linux");
    PROGRAMS.put("ssh", "openssh-client");
    PROGRAMS.put("ssh-keygen", "openssh-client");
    PROGRAMS.put("systemd-nspawn", "systemd-container");
  }

  /** What systemd and the services of one host were seen to take of inotify(7), rounded up. */
  private static final int WATCHERS = 10;

  private final String system;
  private final String user;
  private final List<Path> searchPath;
  private final Path watchers;

  /**
   * @param watchers the file that says how many instances of inotify(7) each user may have
   */
  Requirements(String system, String user, List<Path> searchPath, Path watchers) {
    this.system = system;
    this.user = user;
    this.searchPath = List.copyOf(searchPath);
    this.watchers = watchers;
  }

  static Requirements ofProcess() {
    List<Path> path =
        java.util.Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    return new Requirements(
        System.getProperty("os.name", ""),
        System.getProperty("user.name", ""),
        path,
        Path.of("/proc/sys/fs/inotify/max_user_instances"));
  }

  /**
   * Refuses with everything that is missing.
   *
   * @param programs what the hosts' roots are made by
   */
  void check(Path state, int hosts, Map<String, String> programs) throws IOException {
    List<Problem> problems = new ArrayList<>(onlyRoot());
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
    missingPackages(programs)
        .forEach(
            (program, name) ->
                problems.add(
                    new Problem(
                        "sandbox",
                        "program '" + program + "' is missing",
                        "apt-get install " + name)));
    FileStore disk = Files.getFileStore(existing(state));
    long wanted = (2L + hosts) * GIB;
    if (disk.getUsableSpace() < wanted) {
      problems.add(
          new Problem(
              "sandbox",
              "%s has %.1f GiB free, and %d hosts need %d GiB"
                  .formatted(state, disk.getUsableSpace() / (double) GIB, hosts, wanted / GIB),
              "free some space, or set PGV_HOME to a folder on a larger disk"));
    }
    problems.addAll(tooFewWatchers(hosts));
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
  }

  /** The hosts' root is this machine's to the kernel, which counts for all of them together. */
  private List<Problem> tooFewWatchers(int hosts) throws IOException {
    if (!Files.exists(watchers)) {
      return List.of();
    }
    long limit;
    // At once: the kernel gives such a file from its beginning only, and Files.readString asks
    // twice.
    try (BufferedReader file = Files.newBufferedReader(watchers)) {
      limit = Long.parseLong(String.valueOf(file.readLine()).strip());
    }
    if (limit >= (long) WATCHERS * hosts) {
      return List.of();
    }
    return List.of(
        new Problem(
            "sandbox",
            "this machine lets a user have %d instances of inotify, and %d hosts need %d: units would fail with 'Too many open files'"
                .formatted(limit, hosts, (long) WATCHERS * hosts),
            "sysctl fs.inotify.max_user_instances=1024"));
  }

  /** Refuses where the sandbox's parts could not even be looked at. */
  void checkUser() {
    List<Problem> problems = onlyRoot();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
  }

  private List<Problem> onlyRoot() {
    List<Problem> problems = new ArrayList<>();
    if (!system.equals("Linux")) {
      problems.add(
          new Problem("sandbox", "needs Linux, and this is " + system, "use a Linux machine"));
    } else if (!user.equals("root")) {
      problems.add(
          new Problem(
              "sandbox",
              "needs root, for network namespaces and containers; this is user " + user,
              "run the same command with sudo"));
    }
    return problems;
  }

  private Map<String, String> missingPackages(Map<String, String> programs) {
    Map<String, String> missing = new LinkedHashMap<>(PROGRAMS);
    missing.putAll(programs);
    missing
        .keySet()
        .removeIf(
            program -> searchPath.stream().anyMatch(f -> Files.isExecutable(f.resolve(program))));
    return missing;
  }

  private static Path existing(Path path) {
    Path nearest = path.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    return nearest;
  }
}
