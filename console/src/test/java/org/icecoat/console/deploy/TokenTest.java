package org.icecoat.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.wire.factory.DeploymentTimeType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again under its own token has to be the very same request. */
class TokenTest {
  private static final int USAGE = 2;

  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
  }

  private Result deploy(String options) {
    return icecoat.run(("deploy --image hmmer " + options).split(" "));
  }

  private DeploymentTimeType sent() {
    return icecoat.services().deployments().last().getRequest().getDeploymentTime();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--until", "--at"})
  void a_moment_that_counts_from_now_on_is_refused_with_what_to_give_instead(String option) {
    Result result = deploy("--token night-17 " + option + " +6h");
    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.err())
        .contains(option + " +6h is another moment each time", option + " 2026-11-23T18:00:00Z");
    assertThat(icecoat.services().patiences()).isEmpty();
  }

  @Test
  void in_a_request_file_too() throws IOException {
    Files.writeString(home.resolve("request.yaml"), "image: hmmer\nuntil: +6h\n");
    Result result = icecoat.run("deploy", "--file", "request.yaml", "--token", "night-17");
    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.err()).contains("--until +6h is another moment each time");
  }

  @Test
  void the_moment_itself_is_the_same_request_an_hour_later() {
    String options = "--token night-17 --until 2026-11-23T18:00:00Z";
    assertThat(deploy(options).status()).isZero();
    DeploymentTimeType first = sent();
    icecoat.console().time().advance(Duration.ofHours(1));
    assertThat(deploy(options).status()).isZero();
    assertThat(sent().getUntil()).isEqualTo(first.getUntil());
  }

  @Test
  void a_token_that_is_made_is_new_each_time_and_takes_any_moment() {
    assertThat(deploy("--until +6h").status()).isZero();
    assertThat(sent().getUntil()).isEqualTo(TestingConsole.NOON.plus(Duration.ofHours(6)));
  }
}
