package org.icecoat.testbed.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;

/**
 * A source tree that holds the launcher alone, and a machine without units and without {@code
 * /usr/sbin}. Maven, Java, apt and the product are doubles that write down how they were called.
 */
final class TestingTree {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> COPIED =
      List.of(
          "icecoat",
          "testbed/install-packages.sh",
          "testbed/debian-packages-build.txt",
          "testbed/debian-packages-testbed.txt",
          "testbed/debian-packages-test.txt");

  /** What the machine has at boot: one unit, and its own rule for starts if there is one. */
  private static final String MACHINE =
      """
      mount -t tmpfs none /usr/sbin && mount -t tmpfs none /etc/systemd/system || exit 99
      mkdir /etc/systemd/system/multi-user.target.wants
      ln -s /own.service /etc/systemd/system/multi-user.target.wants/own.service
      [ ! -e "$TREE/policy-rc.d" ] || cp "$TREE/policy-rc.d" /usr/sbin/
      "$@"
      status=$?
      find /usr/sbin /etc/systemd/system ! -type d -printf '%f\\n' >"$TREE/left"
      exit $status
      """;

  private final Path folder;
  private final Path called;

  TestingTree(Path folder) {
    this.folder = folder;
    this.called = Folders.write(folder.resolve("called"), "");
    COPIED.forEach(this::copy);
    for (String tool : List.of("apt-get", "dpkg", "systemctl")) {
      tool(tool, "");
    }
    tool("dpkg-query", "echo installed");
    program("mvnw", "echo mvnw with $JAVA_HOME \"$@\" >>$TREE/called");
    jdk("jdk", 17);
  }

  /** A file of the true tree instead of its double. */
  void copy(String name) {
    Path target = folder.resolve(name);
    Folders.make(target.getParent());
    Folders.io(
        "copy",
        target,
        () -> Files.copy(TOP.resolve(name), target, StandardCopyOption.REPLACE_EXISTING));
  }

  /** A JDK of that version whose java says what it is to run. */
  Path jdk(String name, int version) {
    Folders.write(folder.resolve(name + "/release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    program(name + "/bin/javac", "");
    program(name + "/bin/java", "echo java \"$@\" >>$TREE/called");
    return folder.resolve(name);
  }

  /** A tool that writes down its call and then does as the lines say. */
  void tool(String name, String lines) {
    program("tools/" + name, "echo " + name + " \"$@\" >>$TREE/called\n" + lines);
  }

  /** A program of the tree. */
  void program(String name, String lines) {
    Path file = Folders.write(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("Cannot make executable: " + file);
    }
  }

  void write(String name, String text) {
    Folders.write(folder.resolve(name), text);
  }

  /** Runs the launcher. */
  Output icecoat(String... arguments) {
    return run(folder.resolve("jdk"), "icecoat", arguments);
  }

  /** Runs a program of the tree on the machine. */
  Output run(Path javaHome, String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of("env", "--default-signal", "unshare", "--mount"));
    words.addAll(List.of("sh", "-c", MACHINE, "sh"));
    words.add(folder.resolve(program).toString());
    words.addAll(List.of(arguments));
    String path = folder.resolve("tools") + ":/usr/bin:/bin";
    return Command.of(words)
        .withEnvironment(
            Map.of("TREE", folder.toString(), "PATH", path, "JAVA_HOME", javaHome.toString()))
        .tryRun();
  }

  /**
   * Runs the Maven wrapper on a machine that has no Maven of its version, in a session of its own.
   *
   * @param aside where the system puts temporary files
   */
  Output wrapper(Path aside) {
    copy("mvnw");
    if (!has(".mvn/wrapper.properties")) {
      copy(".mvn/wrapper.properties");
    }
    String path = folder.resolve("tools") + ":/usr/bin:/bin";
    return Command.of(
            "env", "--default-signal", "setsid", "--wait", folder.resolve("mvnw").toString())
        .withEnvironment(
            Map.of(
                "TREE", folder.toString(),
                "PATH", path,
                "TMPDIR", aside.toString(),
                "ICECOAT_MAVEN_HOME", folder.resolve("home/maven").toString()))
        .tryRun();
  }

  /** Whether a file of the tree is there. */
  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** What a double has written into a file of the tree. */
  String read(String name) {
    return Folders.read(folder.resolve(name)).strip();
  }

  /** Every call of a tool that changes something, a line each. */
  String called() {
    try (Stream<String> lines = Folders.read(called).lines()) {
      return lines.filter(line -> !line.startsWith("dpkg-query")).collect(Collectors.joining("\n"));
    }
  }

  /** Where Java is to put aside what it needs for a while. */
  Path aside() {
    return folder.resolve("target/tmp");
  }

  /** The names of the files that the last run left in the machine's folders. */
  List<String> left() {
    return Folders.read(folder.resolve("left")).lines().toList();
  }
}
