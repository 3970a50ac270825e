package org.icecoat.console.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingVms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what sends much, or has much read, waits long. */
class PatienceTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
    icecoat.services().vms().running(TestingVms.FIRST, "search");
  }

  @Test
  void a_deployment_and_an_image_that_is_registered_are_waited_for_long() throws IOException {
    assertThat(icecoat.run("deploy", "--image", "hmmer").status()).isZero();
    Files.write(home.resolve("disk"), new byte[1 << 20]);
    icecoat.run("image", "add", "disk", "--name", "n", "--version", "1");
    assertThat(icecoat.services().patiences()).containsExactly(Patience.LONG);
  }

  @Test
  void an_image_is_found_as_soon_as_is_usual_and_its_verification_waited_for_long() {
    icecoat.run("image", "verify", "hmmer");
    assertThat(icecoat.services().patiences())
        .containsExactlyInAnyOrder(Patience.LONG, Patience.USUAL);
  }

  @Test
  void who_lists_or_names_a_vm_does_not_wait_long() {
    assertThat(icecoat.run("list").status()).isZero();
    assertThat(icecoat.run("show", "search").status()).isZero();
    icecoat.run("match", "--image", "hmmer");
    assertThat(icecoat.services().patiences()).containsExactly(Patience.USUAL);
  }

  @Test
  void the_doctor_finds_out_soon() {
    icecoat.console().with("ICECOAT_FACTORY", "https://localhost:1/factory");
    icecoat.console().with("ICECOAT_STORE", "https://localhost:1/store");
    icecoat.run("doctor");
    assertThat(icecoat.services().patiences()).containsExactly(Patience.BRIEF);
  }

  @Test
  void long_is_an_hour_and_brief_a_quarter_of_a_minute() {
    assertThat(Patience.LONG.usual()).isEqualTo(Duration.ofHours(1));
    assertThat(Patience.USUAL.usual()).isEqualTo(Duration.ofMinutes(2));
    assertThat(Patience.BRIEF.usual()).isEqualTo(Duration.ofSeconds(15));
  }
}
