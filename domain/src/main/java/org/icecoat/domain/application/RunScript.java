package org.icecoat.domain.application;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The script that starts the client's code, in the folder that holds its files. Each word of the
 * client stands in single quotes, in which a POSIX shell (IEEE 1003.1, 2.2.2) knows no special
 * character but the quote itself.
 */
final class RunScript {
  private RunScript() {}

  static byte[] of(ApplicationSpec spec) {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    spec.environment()
        .forEach(
            (name, value) ->
                script
                    .append("export ")
                    .append(name)
                    .append('=')
                    .append(quoted(value))
                    .append('\n'));
    String words =
        Stream.concat(Stream.of(spec.command()), spec.arguments().stream())
            .map(RunScript::quoted)
            .collect(Collectors.joining(" "));
    return script
        .append("exec ")
        .append(words)
        .append('\n')
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
