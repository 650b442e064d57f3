package org.pgv.lookalike;

import java.util.List;

/**
 * How one RPM is made.
 *
 * @param from the Debian packages whose files it holds; there may be none
 * @param version what it bears where no Debian package gives it one
 */
record Recipe(
    String name, List<String> from, String version, Relations relations, Files files, Parts parts) {

  /**
   * How it stands to other RPMs.
   *
   * @param inherits whether it needs what its Debian packages need
   * @param needs what it needs besides
   * @param needsFirst what must be installed before its scriptlets run
   */
  record Relations(
      boolean inherits, List<String> needs, List<String> needsFirst, List<String> provides) {
    Relations {
      needs = List.copyOf(needs);
      needsFirst = List.copyOf(needsFirst);
      provides = List.copyOf(provides);
    }
  }

  /** What becomes of the files of its Debian packages, in this order. */
  record Files(List<String> remove, List<Pair> move, List<Pair> links) {
    Files {
      remove = List.copyOf(remove);
      move = List.copyOf(move);
      links = List.copyOf(links);
    }
  }

  /** What it brings beside them. */
  record Parts(List<Folder> folders, List<User> users) {
    Parts {
      folders = List.copyOf(folders);
      users = List.copyOf(users);
    }
  }

  /** Two paths, written {@code /from -> /to}; of a link, the first is the link. */
  record Pair(String from, String to) {
    static Pair parse(String text) {
      String[] paths = text.split(" -> ", -1);
      if (paths.length != 2 || !paths[0].startsWith("/")) {
        throw new IllegalArgumentException("must be like '/from -> /to', not '" + text + "'");
      }
      return new Pair(paths[0], paths[1]);
    }
  }

  /** A folder, written {@code /path 0755 owner}. */
  record Folder(String path, String mode, String owner) {
    static Folder parse(String text) {
      String[] words = text.split(" ", -1);
      if (words.length != 3 || !words[0].startsWith("/") || !words[1].matches("[0-7]{4}")) {
        throw new IllegalArgumentException("must be like '/path 0755 root', not '" + text + "'");
      }
      return new Folder(words[0], words[1], words[2]);
    }
  }

  /** An account with a group of the same name, written {@code name number /home}; - takes any. */
  record User(String name, String number, String home) {
    static User parse(String text) {
      String[] words = text.split(" ", -1);
      if (words.length != 3 || !words[1].matches("-|[0-9]+")) {
        throw new IllegalArgumentException("must be like 'name 26 /home', not '" + text + "'");
      }
      return new User(words[0], words[1], words[2]);
    }
  }

  Recipe {
    from = List.copyOf(from);
  }

  /** A Debian package that nothing special is said of keeps its name and its files. */
  static Recipe plain(String debianName) {
    return new Recipe(
        debianName,
        List.of(debianName),
        "",
        new Relations(true, List.of(), List.of(), List.of()),
        new Files(List.of(), List.of(), List.of()),
        new Parts(List.of(), List.of()));
  }
}
