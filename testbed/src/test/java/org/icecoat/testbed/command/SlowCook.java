package org.icecoat.testbed.command;

import java.time.Duration;

/** A program that runs what takes long, has mounted something, has children and heeds no signal. */
final class SlowCook {
  private static final String LINES =
      """
      trap '' INT TERM HUP
      mkdir -p "$0/tree/proc"
      mount -t proc proc "$0/tree/proc"
      sh -c 'trap "" INT TERM HUP; touch "$0/begun"; sleep 600; :' "$0"
      """;

  private SlowCook() {}

  public static void main(String[] arguments) {
    Command.of("sh", "-c", LINES, arguments[0]).withLimit(Duration.ofMinutes(10)).confined().run();
  }
}
