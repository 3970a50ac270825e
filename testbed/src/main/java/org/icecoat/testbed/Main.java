package org.icecoat.testbed;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.Bench;
import org.icecoat.testbed.demo.Demo;

/** What {@code ./icecoat demo} and {@code ./icecoat bench} run. */
public final class Main {
  private static final int USAGE = 2;

  private Main() {}

  /** The source tree's top, then the command and its arguments. */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    String command = arguments.size() < 2 ? "" : arguments.get(1);
    Path top = Path.of(arguments.isEmpty() ? "." : arguments.get(0)).toAbsolutePath().normalize();
    List<String> rest = arguments.subList(Math.min(2, arguments.size()), arguments.size());
    return switch (command) {
      case "demo" -> Demo.run(top, rest, System.out, System.err);
      case "bench" -> Bench.run(top, rest, System.out, System.err);
      default -> {
        System.err.println("usage: ./icecoat demo | bench");
        yield USAGE;
      }
    };
  }
}
