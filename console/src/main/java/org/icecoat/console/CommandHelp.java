package org.icecoat.console;

import static org.icecoat.console.failure.ConsoleFault.APPLICATION_FAILED;
import static org.icecoat.console.failure.ConsoleFault.FAILED;
import static org.icecoat.console.failure.ConsoleFault.INTERRUPTED;
import static org.icecoat.console.failure.ConsoleFault.LOGIN_NEEDED;
import static org.icecoat.console.failure.ConsoleFault.NOTHING_FITS;
import static org.icecoat.console.failure.ConsoleFault.NOT_FOUND;
import static org.icecoat.console.failure.ConsoleFault.REFUSED;
import static org.icecoat.console.failure.ConsoleFault.REFUTED;
import static org.icecoat.console.failure.ConsoleFault.TIMED_OUT;
import static org.icecoat.console.failure.ConsoleFault.UNAVAILABLE;
import static org.icecoat.console.failure.ConsoleFault.UNPROVED;
import static org.icecoat.console.failure.ConsoleFault.USAGE;
import static org.icecoat.console.failure.ConsoleFault.VM_FAILED;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleFault;
import picocli.CommandLine.Model.CommandSpec;

/** What the help of a command says below its options: examples and exit statuses. */
final class CommandHelp {
  private static final Set<String> LOCAL =
      Set.of("logout", "show", "version", "completion", "help");

  private static final String POLICY = "icecoat policy ";

  /** These read and write files alone, unless an option says otherwise. */
  private static final Set<String> ON_FILES =
      Set.of(POLICY + "draft", POLICY + "check", POLICY + "sign", POLICY + "show");

  private static final Map<String, Set<ConsoleFault>> OWN =
      Map.of(
          "match", EnumSet.of(NOTHING_FITS),
          "deploy", EnumSet.of(NOTHING_FITS, VM_FAILED, APPLICATION_FAILED),
          "output", EnumSet.of(VM_FAILED, APPLICATION_FAILED));

  private static final String VERIFY_VM = "icecoat verify";

  private CommandHelp() {}

  /** Adds the footer to a command without subcommands. */
  static void addTo(CommandSpec spec) {
    List<String> lines = new ArrayList<>(List.of("", "Examples:"));
    examples(spec).forEach(example -> lines.add("  " + example.replace("%", "%%")));
    lines.add("");
    lines.add("Exit status: 0 done" + statuses(spec));
    spec.usageMessage().footer(lines.toArray(String[]::new));
  }

  /** Command lines that work, with the names of things that may not exist. */
  static List<String> examples(CommandSpec spec) {
    return CommandExamples.of(spec.qualifiedName());
  }

  private static String statuses(CommandSpec spec) {
    return faults(spec).stream()
        .map(fault -> ", %d %s".formatted(fault.exitStatus(), fault))
        .collect(Collectors.joining());
  }

  static Set<ConsoleFault> faults(CommandSpec spec) {
    EnumSet<ConsoleFault> faults = EnumSet.of(FAILED, USAGE);
    boolean local =
        (LOCAL.contains(spec.name()) && spec.positionalParameters().isEmpty())
            || ON_FILES.contains(spec.qualifiedName());
    if (spec.name().equals("login")) {
      faults.add(LOGIN_NEEDED);
    } else if (!local && !Set.of("doctor", "completion", "help").contains(spec.name())) {
      faults.addAll(EnumSet.of(REFUSED, NOT_FOUND, UNAVAILABLE, LOGIN_NEEDED));
    }
    if (spec.qualifiedName().equals(POLICY + "show")) {
      faults.add(LOGIN_NEEDED);
    }
    if (spec.findOption("--nodes") != null) {
      faults.addAll(EnumSet.of(REFUSED, UNAVAILABLE, LOGIN_NEEDED));
    }
    faults.addAll(OWN.getOrDefault(spec.name(), Set.of()));
    if (spec.qualifiedName().equals(VERIFY_VM)) {
      faults.addAll(EnumSet.of(REFUTED, UNPROVED));
    }
    if (spec.findOption("--timeout") != null) {
      faults.addAll(EnumSet.of(TIMED_OUT, INTERRUPTED));
    }
    if (spec.findOption("--wait") != null && spec.findOption("--timeout") != null) {
      faults.add(VM_FAILED);
    }
    return faults;
  }
}
