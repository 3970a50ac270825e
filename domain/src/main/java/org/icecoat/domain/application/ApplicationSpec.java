package org.icecoat.domain.application;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The client's code as it is asked for: a command with its arguments and environment, run in a
 * folder that holds its files.
 */
public record ApplicationSpec(
    String command,
    List<String> arguments,
    SortedMap<String, String> environment,
    List<ApplicationFile> files,
    Optional<Duration> timeLimit) {
  private static final int MOST_ARGUMENTS = 1024;
  private static final int MOST_TEXT = 32768;
  private static final int MOST_VARIABLES = 256;
  private static final int MOST_FILES = 256;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  public ApplicationSpec {
    arguments = List.copyOf(arguments);
    environment = new TreeMap<>(environment);
    files = List.copyOf(files);
    require(!command.isEmpty(), "a command is needed");
    require(arguments.size() <= MOST_ARGUMENTS, "at most 1024 arguments");
    require(environment.size() <= MOST_VARIABLES, "at most 256 variables");
    require(files.size() <= MOST_FILES, "at most 256 files");
    checkText("the command", command);
    arguments.forEach(argument -> checkText("an argument", argument));
    environment.forEach(ApplicationSpec::checkVariable);
    checkPaths(files);
    timeLimit.ifPresent(
        limit ->
            require(!limit.isNegative() && !limit.isZero(), "a time limit is more than nothing"));
  }

  private static void checkVariable(String name, String value) {
    require(VARIABLE.matcher(name).matches(), "a variable's name has letters, digits and _");
    checkText("a variable's value", value);
  }

  private static void checkText(String what, String text) {
    require(text.length() <= MOST_TEXT, what + " has at most 32768 characters");
    require(text.indexOf('\0') < 0, what + " must not hold the character NUL");
  }

  /** No path may occur twice, nor be the folder of another. */
  private static void checkPaths(List<ApplicationFile> files) {
    Set<String> taken = new HashSet<>();
    for (ApplicationFile file : files) {
      require(taken.add(file.path().value()), "the path " + file.path() + " occurs twice");
    }
    for (ApplicationFile file : files) {
      String path = file.path().value();
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        String folder = path.substring(0, slash);
        require(!taken.contains(folder), "the path " + folder + " is a file and a folder");
      }
    }
  }

  /** The environment, which nobody can change. */
  @Override
  public SortedMap<String, String> environment() {
    return new TreeMap<>(environment);
  }

  /** The bytes of all files together. */
  public long fileBytes() {
    return files.stream().mapToLong(file -> file.content().bytes()).sum();
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("In an application, " + rule);
    }
  }

  /** For messages: nothing of the client's own. */
  @Override
  public String toString() {
    return Map.of("arguments", arguments.size(), "files", files.size()).toString();
  }
}
