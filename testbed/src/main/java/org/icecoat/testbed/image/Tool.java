package org.icecoat.testbed.image;

import java.util.List;
import org.icecoat.testbed.command.Command;

/** A program of the kitchen: none is left, nor any mount, when the kitchen is broken off. */
final class Tool {
  private Tool() {}

  static Command of(String... words) {
    return of(List.of(words));
  }

  static Command of(List<String> words) {
    return Command.of(words).confined();
  }
}
