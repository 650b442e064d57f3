package org.pgv.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Attempts to connect by psql, from hosts of a lab and from the admin's place: all of one host in
 * one run. Over the network this machine's psql is run in the host's own network namespace, so that
 * a host needs none; by a socket the host's own.
 */
final class Attempts {
  /** What is said to whoever is not let in, and what the table calls it. */
  private static final Map<String, String> ANSWERS = answers();

  private static final String SOCKET = "socket";
  private static final String SOCKET_MARK = " by socket";

  private final Lab lab;
  private final String primary;
  private final Path folder;
  private final Map<String, String> passwords;
  private final String ticket;

  /**
   * @param folder where certificates are on this machine
   * @param passwords of roles
   * @param ticket variables by which psql finds one of Kerberos
   */
  Attempts(Lab lab, String primary, Path folder, Map<String, String> passwords, String ticket) {
    this.lab = lab;
    this.primary = primary;
    this.folder = folder;
    this.passwords = new TreeMap<>(passwords);
    this.ticket = ticket;
  }

  /** One attempt: who, from where, to what, how. */
  record Attempt(String from, String role, String database, String to, String how) {
    static Attempt parse(String line) {
      String[] words = line.strip().split(" +", -1);
      return new Attempt(words[0], words[1], words[2], words[3], words[4]);
    }
  }

  /** The table's lines with what really is answered in place of what is declared. */
  List<String> answered(List<String> table) {
    SortedMap<String, StringBuilder> scripts = new TreeMap<>();
    for (int i = 0; i < table.size(); i++) {
      Attempt attempt = Attempt.parse(table.get(i));
      String where = attempt.from() + (attempt.to().equals(SOCKET) ? SOCKET_MARK : "");
      scripts.computeIfAbsent(where, _ -> new StringBuilder()).append(line(i, attempt));
    }
    Map<Integer, String> said = new TreeMap<>();
    scripts.forEach(
        (host, script) ->
            run(host, script.toString())
                .lines()
                .forEach(
                    line -> {
                      String[] parts = line.split("\t", 2);
                      said.put(Integer.valueOf(parts[0]), parts[1]);
                    }));
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      String line = table.get(i);
      answered.add(
          line.substring(0, line.lastIndexOf(' ') + 1)
              + word(Attempt.parse(line).role(), Objects.requireNonNull(said.get(i))));
    }
    return answered;
  }

  private static String word(String role, String said) {
    if (said.strip().equals(role)) {
      return "in";
    }
    return ANSWERS.entrySet().stream()
        .filter(answer -> said.contains(answer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(said);
  }

  private String line(int number, Attempt attempt) {
    String password =
        switch (attempt.how()) {
          case "password", "plain" -> Objects.requireNonNull(passwords.get(attempt.role()));
          case "wrong" -> "no-such-password";
          default -> "";
        };
    String variables = attempt.how().equals("ticket") ? ticket : "PGPASSWORD='" + password + "'";
    return "printf '%d\\t'; %s psql \"%s\" -w -Atc 'SELECT current_user' 2>&1 | tr '\\n' ' '; echo\n"
        .formatted(number, variables, connection(attempt));
  }

  private String connection(Attempt attempt) {
    String words =
        "dbname=%s user=%s connect_timeout=5 %s"
            .formatted(attempt.database(), attempt.role(), place(attempt.to()));
    if (attempt.to().equals(SOCKET)) {
      return words;
    }
    String tls =
        attempt.how().equals("plain")
            ? " sslmode=disable"
            : " sslmode=verify-full sslrootcert=" + folder.resolve("root.crt");
    return attempt.how().equals("cert")
        ? words + tls + " sslcert=%1$s/auditor.crt sslkey=%1$s/auditor.key".formatted(folder)
        : words + tls;
  }

  private String place(String to) {
    return switch (to) {
      case SOCKET -> "host=/run/postgresql";
      case "direct" -> at(primary, 5432);
      case "pooler" -> at(primary, 6432);
      case "primary" -> at("pg3", 5433);
      case "by-pg2" -> at("pg2", 5433);
      case "default" -> at("pg3", 5436);
      case "offline" -> at("pg3", 5438);
      default -> throw new IllegalArgumentException(to);
    };
  }

  private String at(String host, int port) {
    return "host=%s.demo.internal hostaddr=%s port=%d".formatted(host, lab.address(host), port);
  }

  private String run(String where, String script) {
    boolean socket = where.endsWith(SOCKET_MARK);
    String host = where.replace(SOCKET_MARK, "");
    Run.Ended ended = socket ? lab.shell(host, script) : lab.inNetworkOf(host, script);
    return ended.expect(0).output();
  }

  private static Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("permission denied for database", "no-right");
    answers.put("requires a valid client certificate", "no-certificate");
    answers.put("no password supplied", "no-password");
    answers.put("password authentication failed", "wrong");
    answers.put("SASL authentication failed", "wrong");
    answers.put("LDAP authentication failed", "wrong");
    answers.put("No Kerberos credentials available", "no-ticket");
    answers.put("SSL required", "no-tls");
    answers.put("Peer authentication failed", "not-that-account");
    answers.put("no encryption", "no-tls");
    answers.put("no pg_hba.conf entry", "refused");
    answers.put("pg_hba.conf rejects connection", "refused");
    answers.put("login rejected", "refused");
    answers.put("login failed", "refused");
    answers.put("no such user", "refused");
    answers.put("no authentication method is found", "refused");
    // PgBouncer is given no authority to verify clients by. Its alert is lost where it closes
    // before it has read what the client went on to say, as TLS 1.3 lets clients do.
    answers.put("alert unknown ca", "refused");
    answers.put("SSL SYSCALL error: EOF detected", "refused");
    return answers;
  }
}
