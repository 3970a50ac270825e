package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.icecoat.console.command.GlobalOptions;
import org.icecoat.console.command.Session;
import org.icecoat.console.configuration.Setting;
import org.icecoat.console.configuration.SettingsLoader;
import org.icecoat.console.terminal.Surroundings.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the documents let people type is what the command line takes. */
class DocumentedCommandsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern LINE = Pattern.compile("(?m)^ {4}icecoat (?!COMMAND)(.*)$");
  private static final Pattern INLINE = Pattern.compile("`icecoat ([a-z][^`]*)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");
  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (?:none|`[^`]*`) \\| `(\\w+)` \\|");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../README.md",
        "users-guide.md",
        "administrators-guide.md",
        "configuration.md",
        "application.md",
        "images.md",
        "guest.md"
      })
  void every_command_of_a_document_is_one(String document) throws IOException {
    String text = Files.readString(DOCS.resolve(document)).replaceAll("\\\\\n\\s*", "");
    List<String> wrong = new ArrayList<>();
    for (Pattern kind : List.of(LINE, INLINE)) {
      kind.matcher(text)
          .results()
          .map(found -> found.group(1))
          .filter(line -> !line.matches("(factory|store|node) (FILE|CONFIGURATION-FILE).*"))
          .forEach(line -> complaint(line).ifPresent(wrong::add));
    }
    assertThat(wrong).isEmpty();
  }

  private static Optional<String> complaint(String line) {
    CommandLine root = CommandTree.of(new Session(null, new GlobalOptions(), null));
    String command = line.replaceFirst(" +[#>] ?.*", "");
    try {
      root.parseArgs(
          WORD.matcher(command)
              .results()
              .map(word -> word.group(1) == null ? word.group() : word.group(1))
              .toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      boolean group = line.indexOf(' ') < 0 || e.getMessage().startsWith("Missing required");
      return group && root.getSubcommands().containsKey(line.split(" ", 2)[0])
          ? Optional.empty() // the command is only named
          : Optional.of(line + ": " + e.getMessage());
    }
  }

  @Test
  void every_setting_and_its_variable_are_in_the_table() throws IOException {
    List<MatchResult> rows =
        SETTING.matcher(Files.readString(DOCS.resolve("command-line.md"))).results().toList();
    Path home = Path.of("/home/alice");
    List<String> keys =
        new SettingsLoader(new Place(Map.of(), home, home, 1000), Map.of(), Optional.empty())
            .load().all().stream().map(Setting::key).toList();
    assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(keys);
    for (MatchResult row : rows) {
      Place place = new Place(Map.of(row.group(2), "/value"), home, home, 1000);
      assertThat(new SettingsLoader(place, Map.of(), Optional.empty()).load().all())
          .contains(new Setting(row.group(1), "/value", row.group(2)));
    }
  }
}
