package org.icecoat.console.deploy;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.console.command.Session;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options that describe a VM, for all commands that take a request. */
final class RequestOptions {
  private static final String FILE = "--file";

  private RequestOptions() {}

  static void addTo(CommandSpec spec, Set<RequestKey> keys) {
    spec.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("A request in YAML: its keys are these options; options count first.")
            .build());
    keys.stream().filter(RequestKey::optional).map(RequestOptions::option).forEach(spec::addOption);
    if (keys.contains(RequestKey.COMMAND)) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel("COMMAND")
              .arity("0..*")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description("After --: " + RequestKey.COMMAND.description())
              .build());
    }
  }

  private static OptionSpec option(RequestKey key) {
    OptionSpec.Builder option =
        OptionSpec.builder(key.option())
            .paramLabel(key.value())
            .description(key.description() + (key.many() ? " Repeatable." : ""))
            .arity("1");
    return key.many()
        ? option.type(List.class).auxiliaryTypes(String.class).build()
        : option.type(String.class).build();
  }

  /** What the command line says, over what the file says. */
  static RequestValues values(ParseResult parsed, Session session) {
    Map<RequestKey, List<String>> given = new EnumMap<>(RequestKey.class);
    for (OptionSpec option : parsed.matchedOptions()) {
      RequestKey.of(option.longestName().substring(2))
          .ifPresent(key -> given.put(key, option.stringValues()));
    }
    for (PositionalParamSpec positional : parsed.matchedPositionals()) {
      given.put(RequestKey.COMMAND, positional.stringValues());
    }
    RequestValues flags = new RequestValues(given);
    Path file = parsed.matchedOptionValue(FILE, null);
    return file == null
        ? flags
        : flags.over(new RequestFile(session.surroundings().place().folder().resolve(file)).read());
  }
}
