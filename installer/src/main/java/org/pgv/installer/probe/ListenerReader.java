package org.pgv.installer.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.installer.probe.Network.Listener;

/** Reads listening ports as {@code ss} prints them, or as the kernel's own table has them. */
final class ListenerReader {
  private static final Pattern KERNEL = Pattern.compile("[0-9A-F]+:[0-9A-F]{4}");
  private static final Pattern PROCESS = Pattern.compile("\\(\\(\"([^\"]*)\"");

  private ListenerReader() {}

  static List<Listener> read(List<String> lines) {
    List<Listener> listeners = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\t", 2);
      int colon = fields[0].lastIndexOf(':');
      if (colon >= 0) {
        listeners.add(listener(fields[0], colon, fields.length > 1 ? fields[1] : ""));
      }
    }
    return listeners.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Listener::port).thenComparing(Listener::address))
        .toList();
  }

  private static Listener listener(String socket, int colon, String users) {
    String port = socket.substring(colon + 1);
    if (KERNEL.matcher(socket).matches()) {
      return new Listener("", Integer.parseInt(port, 16), "");
    }
    Matcher process = PROCESS.matcher(users);
    String address = socket.substring(0, colon).replaceAll("[\\[\\]]|%.*", "");
    return new Listener(address, Integer.parseInt(port), process.find() ? process.group(1) : "");
  }
}
