package org.icecoat.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  record Example(String port) {}

  private int run(ServiceProcess.Start<Example> start, String... arguments) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new ServiceProcess<>("example", Example.class, start)
        .run(out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
  }

  private static ServiceProcess.RunningService never(Example configuration) throws IOException {
    throw new IOException("port " + configuration.port() + " is taken; choose another");
  }

  @Test
  void a_wrong_call_says_how_to_call() {
    assertThat(run(ServiceProcessTest::never)).isEqualTo(ServiceProcess.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("usage: icecoat example CONFIGURATION-FILE");
  }

  @Test
  void a_bad_configuration_is_told_apart_from_a_failure() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "prot: 1\n");
    assertThat(run(ServiceProcessTest::never, file.toString()))
        .isEqualTo(ServiceProcess.BAD_CONFIGURATION);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean 'port'?");
  }

  @Test
  void a_failed_start_gives_its_reason() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "port: '8443'\n");
    assertThat(run(ServiceProcessTest::never, file.toString())).isEqualTo(ServiceProcess.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("port 8443 is taken");
  }
}
