package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for bash, in a real bash. */
class CompletionIT {
  @TempDir Path folder;

  @Test
  void commands_are_completed() throws Exception {
    assertThat(completed("de")).containsExactly("deploy", "destroy");
    assertThat(completed("image", "re")).containsExactly("releases", "retire");
  }

  @Test
  void options_and_their_values_are_completed() throws Exception {
    assertThat(completed("deploy", "--wait")).containsExactly("--wait", "--wait-application");
    assertThat(completed("list", "--state", "Run")).containsExactly("Running");
    assertThat(completed("verify", "--require", "so")).containsExactly("software");
  }

  /** What Tab offers after these words. */
  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            folder.resolve("icecoat.bash"), new Consoles(folder).run("completion", "bash").out());
    String ask =
        """
        source '%s'
        compopt() { :; }  # bash has it only while Tab is pressed
        COMP_WORDS=(icecoat %s); COMP_CWORD=%d
        _complete_icecoat icecoat
        printf '%%s\\n' "${COMPREPLY[@]%%%% }" | sort
        """
            .formatted(script, String.join(" ", words), words.length);
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", ask).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
