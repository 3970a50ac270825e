package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of docs/wsdl.md and the script of docs/users-guide.md, run as they stand there. */
@OnSharedGrid
class ClientExamplesIT {
  private static final Pattern DEPLOYED = Pattern.compile("deployed: (vm-[0-9a-f]+)");
  private static final Document WSDL = Document.of("docs/wsdl.md");

  @TempDir Path folder;

  @Test
  void the_zeep_client_of_the_document_runs(TestingGrid grid) throws IOException {
    Path script = Files.writeString(folder.resolve("deploy.py"), WSDL.block("zeep/deploy.py"));
    String said = run(grid, List.of("/usr/bin/python3", script.toString(), base(grid), "small"));
    assertThat(said)
        .contains("fits: node1")
        .containsPattern("state: Running, application: (Running|Succeeded)")
        .contains("output: Hello from zeep", "lease: 1:00:00", "fault: WrongStateFault");
    requireGone(grid, said);
  }

  @Test
  void the_cxf_client_of_the_document_runs(TestingGrid grid) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("DeployWithCxf.java"), WSDL.block("cxf/DeployWithCxf.java"));
    Path jars = grid.grid().plan().installation().home().resolve("lib/*");
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String said =
        run(
            grid,
            List.of(
                java,
                "-XX:-UsePerfData",
                "-cp",
                jars.toString(),
                source.toString(),
                base(grid),
                "small"));
    assertThat(said)
        .contains("fits: node1", "state: ", "application: SUCCEEDED", "output: Hello from CXF");
    requireGone(grid, said);
  }

  @Test
  void the_examples_are_those_of_the_document() {
    for (String example : List.of("zeep/deploy.py", "cxf/DeployWithCxf.java")) {
      assertThat(WSDL.block(example)).isEqualTo(Document.of("docs/examples/" + example).text());
    }
  }

  @Test
  void the_script_of_the_user_s_guide_runs(TestingGrid grid) throws IOException {
    String script = Document.of("docs/users-guide.md").block("script.sh");
    Path bin = grid.grid().plan().installation().home().resolve("bin");
    Output output =
        Command.of("sh", "-c", "PATH=" + bin + ":$PATH\n" + script)
            .withFolder(folder)
            .withEnvironment(grid.grid().user().environment())
            .withLimit(Duration.ofMinutes(2))
            .tryRun();
    assertThat(output.status()).as(output.err() + output.out()).isZero();
    assertThat(folder.resolve("answer.txt")).content().isEqualTo("the answer is 42\n");
  }

  @Test
  void the_wsdls_are_where_the_document_says(TestingGrid grid) {
    List<List<String>> endpoints = WSDL.table("endpoints");
    assertThat(endpoints).hasSizeGreaterThan(4);
    for (List<String> row : endpoints) {
      if (row.get(2).equals("a node")) {
        continue; // only its factory may look; NodeEvents beside it is the factory's
      }
      String service = row.get(2).equals("the image store") ? store(grid) : base(grid);
      String path = row.get(1).replace("`", "");
      Output wsdl =
          Command.of(
                  "curl",
                  "-sSf",
                  "--capath",
                  caDirectory(grid),
                  "--cert",
                  proxy(grid),
                  "--key",
                  proxy(grid),
                  service + path + "?wsdl")
              .withEnvironment(grid.grid().user().environment())
              .tryRun();
      assertThat(wsdl.err() + wsdl.out()).as(path).contains("definitions", service + path);
    }
  }

  private static String run(TestingGrid grid, List<String> words) {
    Output output =
        Command.of(words)
            .withEnvironment(grid.grid().user().environment())
            .withLimit(Duration.ofMinutes(2))
            .tryRun();
    assertThat(output.status()).as(output.out() + output.err()).isZero();
    return output.out();
  }

  private static void requireGone(TestingGrid grid, String said) {
    Matcher deployed = DEPLOYED.matcher(said);
    assertThat(deployed.find()).isTrue();
    String id = grid.user().json("show", deployed.group(1)).get("id").asText();
    grid.vm(grid.user(), id).awaitState("Destroyed");
  }

  private static String base(TestingGrid grid) {
    return grid.grid().factory().toString();
  }

  private static String store(TestingGrid grid) {
    return grid.grid().store().toString();
  }

  private static String proxy(TestingGrid grid) {
    return grid.grid().user().environment().get("X509_USER_PROXY");
  }

  private static String caDirectory(TestingGrid grid) {
    return grid.grid().user().environment().get("X509_CERT_DIR");
  }
}
