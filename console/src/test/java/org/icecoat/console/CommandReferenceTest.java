package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.console.command.GlobalOptions;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleFault;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The reference in docs/command-line.md is that of the commands; -Dicecoat.write=true writes it.
 */
class CommandReferenceTest {
  private static final Path FILE = Path.of("../docs/command-line.md");
  private static final String END = "<!-- end -->";

  private final CommandLine root = CommandTree.of(new Session(null, new GlobalOptions(), null));
  private final Set<String> global =
      root.getCommandSpec().options().stream()
          .map(OptionSpec::longestName)
          .collect(Collectors.toCollection(HashSet::new));

  @Test
  void the_reference_is_that_of_the_commands() throws IOException {
    String written = Files.readString(FILE);
    String right = replaced(written, "exit statuses", exitStatuses());
    right = replaced(right, "global options", options(root.getCommandSpec(), Set.of()));
    right = replaced(right, "commands", commands());
    if (Boolean.getBoolean("icecoat.write")) {
      Files.writeString(FILE, right);
    }
    assertThat(Files.readString(FILE)).isEqualTo(right);
  }

  @Test
  void every_command_and_every_option_says_what_it_is_for() {
    leaves(root)
        .forEach(
            spec -> {
              assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
              for (ArgSpec argument : spec.args()) {
                assertThat(argument.description()).as(argument.toString()).isNotEmpty();
              }
            });
  }

  @Test
  void every_example_of_the_help_is_a_right_command_line() {
    leaves(root)
        .forEach(
            spec -> {
              assertThat(CommandHelp.examples(spec)).as(spec.qualifiedName()).isNotEmpty();
              CommandHelp.examples(spec)
                  .forEach(
                      example -> {
                        assertThat(example).contains(spec.qualifiedName());
                        assertThat(parsed(example)).as(example).isEqualTo(spec.qualifiedName());
                      });
            });
  }

  /** The whole name of the command that an example calls. */
  private String parsed(String example) {
    String line = example.replaceFirst("source <\\((.*)\\)", "$1").replaceFirst(" +[#>].*", "");
    List<String> words =
        Pattern.compile("'([^']*)'|\\S+")
            .matcher(line)
            .results()
            .map(word -> word.group(1) == null ? word.group() : word.group(1))
            .toList();
    ParseResult result = root.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result.commandSpec().qualifiedName();
  }

  @Test
  void every_command_is_in_the_table_of_json_shapes() throws IOException {
    String text = Files.readString(FILE);
    String table = text.substring(text.indexOf("| command | shape |"), text.indexOf("- Reason:"));
    leaves(root)
        .map(CommandSpec::name)
        .filter(name -> !List.of("completion", "help").contains(name))
        .forEach(name -> assertThat(table).containsPattern("[ `]" + name + "[ `]"));
  }

  private static String replaced(String text, String part, String content) {
    String begin = "<!-- " + part + ": written by CommandReferenceTest -->\n";
    int from = text.indexOf(begin) + begin.length();
    assertThat(from).as(part).isGreaterThan(begin.length());
    return text.substring(0, from) + content + text.substring(text.indexOf(END, from));
  }

  private static String exitStatuses() {
    return Stream.of(ConsoleFault.values())
        .map(one -> "| %d | %s | %s |\n".formatted(one.exitStatus(), one, one.meaning()))
        .collect(Collectors.joining());
  }

  private String commands() {
    return leaves(root).map(this::command).collect(Collectors.joining());
  }

  private static Stream<CommandSpec> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command.getCommandSpec())
        : command.getSubcommands().values().stream().flatMap(CommandReferenceTest::leaves);
  }

  private String command(CommandSpec spec) {
    String synopsis = spec.commandLine().getHelp().synopsis(0).strip();
    return "### %s\n\n    %s\n\n%s\n\n%s%s%s\n"
        .formatted(
            spec.qualifiedName(),
            synopsis,
            String.join(" ", spec.usageMessage().description()),
            parameters(spec),
            options(spec, global),
            footer(spec));
  }

  private static String footer(CommandSpec spec) {
    String examples =
        CommandHelp.examples(spec).stream()
            .map("    %s\n"::formatted)
            .collect(Collectors.joining("", "\nExamples:\n\n", "\n"));
    String[] lines = spec.usageMessage().footer();
    return examples + lines[lines.length - 1] + "\n";
  }

  private static String parameters(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .map(one -> "- `%s`: %s\n".formatted(one.paramLabel(), described(one)))
        .collect(Collectors.joining());
  }

  private static String options(CommandSpec spec, Set<String> without) {
    return spec.options().stream()
        .filter(one -> !without.contains(one.longestName()))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(CommandReferenceTest::option)
        .collect(Collectors.joining());
  }

  private static String option(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    String required = option.required() ? "required; " : "";
    return "- `%s%s`: %s%s\n".formatted(names, value, required, described(option));
  }

  private static String described(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    List<String> candidates = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(candidates::add);
    }
    return text.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates));
  }
}
