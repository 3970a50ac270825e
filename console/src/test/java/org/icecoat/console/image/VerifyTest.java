package org.icecoat.console.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.icecoat.console.Consoles;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private final TestingLoggedImage image = new TestingLoggedImage("blast");

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
    image.grow("older");
    show(image.registered());
    told(image);
  }

  @Test
  void what_is_proved_is_told_from_what_is_said() {
    Result result = verify();
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith(
            "blast:1: 4 of 8 claims are proved, none is refuted\nWHAT        IS        WHY\n")
        .containsPattern("manifest +proved +its digest is the image's id")
        .containsPattern("key +proved")
        .containsPattern("head +proved +2 entries, counter 4, said at ")
        .containsPattern("entry +proved +entry 1, .* by CN=Carol,O=Grid")
        .containsPattern("history +unproved")
        .containsPattern("in use +stated")
        .containsPattern("protection +stated +a TPM")
        .containsPattern("content +stated");
  }

  @Test
  void growth_is_proved_against_what_is_remembered_and_remembered_anew() {
    verify();
    image.grow("newer");
    assertThat(verify().out()).containsPattern("history +proved +.* the one of 2 entries");
    image.retired();
    assertThat(verify().out())
        .containsPattern("history +proved +.* the one of 3 entries")
        .containsPattern("retired +proved +entry 3, .*: has a hole");
  }

  @Test
  void without_a_key_nothing_of_the_log_is_proved_and_nothing_remembered() throws IOException {
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", null);
    Result result = verify();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .containsPattern("key +unproved +the store shows " + image.key())
        .containsPattern("entry +stated")
        .doesNotContainPattern("(key|head|entry|history) +proved");
    assertThat(home.resolve(".local")).doesNotExist();
  }

  @Test
  void another_key_is_refuted() {
    TestingLoggedImage impostor = new TestingLoggedImage("blast");
    show(impostor.registered());
    assertRefuted("(OTHER_KEY)");
  }

  @Test
  void an_old_copy_is_refuted() {
    ProofsResponse old = image.answer(new Proofs());
    image.grow("newer");
    verify();
    icecoat.services().images().showing(request -> old);
    assertRefuted("(LOG_SHRUNK)");
    assertRefuted("(COUNTER_WENT_BACK)");
  }

  @Test
  void a_fork_is_refuted() {
    verify();
    image.grow("newer");
    icecoat
        .services()
        .images()
        .showing(
            request -> {
              ProofsResponse answer = image.answer(request);
              answer.getConsistency().getHash().set(0, "sha256:" + "9".repeat(64));
              return answer;
            });
    assertRefuted("(CONSISTENCY_WRONG)");
  }

  @Test
  void of_two_who_verify_at_once_the_later_head_stays() {
    whileAnotherVerifies(image::answer);
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(verify().out()).containsPattern("history +proved +.* the one of 3 entries");
  }

  @Test
  void a_store_that_shows_less_to_one_of_two_who_verify_at_once_is_refuted() {
    ProofsResponse old = image.answer(new Proofs());
    whileAnotherVerifies(request -> old);
    assertRefuted("(LOG_SHRUNK)");
    icecoat.services().images().showing(image::answer);
    assertThat(verify().out()).containsPattern("history +proved +.* the one of 3 entries");
  }

  @Test
  void a_store_that_shows_a_fork_to_one_of_two_who_verify_at_once_is_refuted() {
    whileAnotherVerifies(
        request -> {
          ProofsResponse answer = image.answer(request);
          if (request.getSince() == 2) {
            answer.getConsistency().getHash().set(0, "sha256:" + "9".repeat(64));
          }
          return answer;
        });
    assertRefuted("(CONSISTENCY_WRONG)");
  }

  @Test
  void a_store_that_shows_two_heads_and_none_that_continues_both_is_refuted() {
    whileAnotherVerifies(
        request -> {
          if (request.getSince() == 2) {
            image.grow("newest");
          }
          return image.answer(request);
        });
    assertRefuted("none that continues both");
  }

  /** While the first question is answered, the log grows, and another remembers that. */
  private void whileAnotherVerifies(Function<Proofs, ProofsResponse> then) {
    ProofsResponse first = image.answer(new Proofs());
    icecoat
        .services()
        .images()
        .showing(
            request -> {
              image.grow("newer");
              icecoat.services().images().showing(image::answer);
              assertThat(verify().status()).isZero();
              icecoat.services().images().showing(then);
              return first;
            });
  }

  @Test
  void an_image_that_is_not_in_the_log_is_refuted() {
    icecoat
        .services()
        .images()
        .showing(
            request -> {
              ProofsResponse answer = image.answer(request);
              answer.getRegistration().setPosition(0);
              return answer;
            });
    assertRefuted("(INCLUSION_WRONG)");
  }

  @Test
  void what_is_no_proof_is_refuted() {
    icecoat.services().images().showing(request -> new ProofsResponse());
    assertRefuted("the store shows no proof");
  }

  @Test
  void a_manifest_of_another_image_is_refuted() {
    image.wire().getManifest().getDescription().setVersion("2");
    Result result = icecoat.run("image", "verify", "blast:2");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).containsPattern("manifest +refuted");
  }

  @Test
  void content_that_the_store_finds_damaged_is_refuted_and_named() {
    icecoat.services().images().damaged(image.wire().getManifest().getId(), "Chunk 3 differs");
    Result result = verify();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("blast:1 is not what was registered\n  Chunk 3 differs (CHUNK_ALTERED)\n")
        .containsPattern("content +refuted");
  }

  @Test
  void a_remembered_head_that_was_changed_is_not_trusted() throws IOException {
    verify();
    try (Stream<Path> files = Files.list(home.resolve(".local/state/icecoat"))) {
      Path head = files.filter(file -> !file.endsWith("logs.lock")).findFirst().orElseThrow();
      Files.writeString(head, "AAAA");
    }
    Result result = verify();
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("was changed");
  }

  @Test
  void an_image_that_is_shown_says_where_it_is_in_the_log() {
    assertThat(icecoat.run("image", "show", "blast").out())
        .containsPattern("Log           proved: entry 1, .* by CN=Carol,O=Grid\n");
    told(new TestingLoggedImage("blast"));
    assertThat(icecoat.run("image", "show", "blast").out())
        .containsPattern("Log           refuted: .*OTHER_KEY");
  }

  private void show(TestingLoggedImage shown) {
    icecoat.services().images().put(shown.wire());
    icecoat.services().images().showing(shown::answer);
  }

  private void told(TestingLoggedImage log) {
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", log.key().id().toString());
  }

  private Result verify() {
    return icecoat.run("image", "verify", "blast");
  }

  private void assertRefuted(String why) {
    Result result = verify();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("is not what was registered").contains(why);
  }
}
