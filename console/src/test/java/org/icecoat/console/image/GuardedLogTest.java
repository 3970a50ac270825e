package org.icecoat.console.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import org.icecoat.console.Consoles;
import org.icecoat.console.proof.TestingGuardedLog;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingImages;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.trust.testing.TestingGuard;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingTpmKey;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guards the store's log, told from what the store says of that. */
class GuardedLogTest {
  @TempDir private Path home;
  private final TestingMaker maker = new TestingMaker("Maker");
  private TestingGuard guard = new TestingGuard(maker);
  private TestingGuardedLog store;
  private Consoles icecoat;

  @BeforeEach
  void services() throws IOException {
    icecoat = new Consoles(home);
    knowing("hardware", maker);
    icecoat.console().with("ICECOAT_TPM_MAKERS", "makers");
    serving(guard);
  }

  private void knowing(String tpmClass, TestingMaker known) throws IOException {
    Path folder = Files.createDirectories(home.resolve("makers").resolve(tpmClass).resolve("m"));
    try {
      Files.write(folder.resolve("ca.der"), known.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serving(TestingGuard tpm) {
    guard = tpm;
    TestingLoggedImage image = new TestingLoggedImage("blast", new TestingLog(tpm.logKey.keys()));
    image.registered();
    guard.appended = 2;
    store = new TestingGuardedLog(guard);
    icecoat.services().images().put(image.wire());
    icecoat.services().images().showing(image::answer);
    icecoat.services().images().guarding(store);
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", image.key().id().toString());
  }

  @Test
  void a_log_is_proved_to_be_guarded_by_a_tpm_of_a_maker_that_the_user_trusts() {
    assertThat(verified(0))
        .containsPattern("protection +proved +.* Testing TPM .*certified by the maker m")
        .containsPattern("protection +proved +.*its counter is at 2, as the head says")
        .containsPattern("hardware +proved");
    assertThat(icecoat.run("image", "verify", "blast", "--json").out())
        .containsPattern("\"what\" : \"protection\",\\s+\"result\" : \"PROVED\"");
  }

  @Test
  void a_counter_that_went_on_is_told_from_one_that_is_as_the_head_says() {
    guard.appended = 3;
    assertThat(verified(0))
        .containsPattern("protection +proved +.*its counter is at 3, the head says 2");
  }

  @Test
  void makers_can_be_named_for_this_once() {
    icecoat.console().with("ICECOAT_TPM_MAKERS", null);
    assertThat(verified(0)).containsPattern("protection +stated +.*name the makers");
    assertThat(store.asked).isZero();
    assertThat(verified(0, "--makers", "makers")).containsPattern("protection +proved");
  }

  @Test
  void a_tpm_of_software_is_proved_and_no_hardware() {
    serving(TestingGuard.emulated(maker));
    assertThat(verified(0))
        .containsPattern("protection +proved")
        .containsPattern("hardware +unproved +the TPM is software");
  }

  @Test
  void a_key_that_is_shown_is_proved_to_lie_in_a_tpm_though_nobody_vouches_for_it() {
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", null);
    assertThat(verified(0))
        .containsPattern("key +unproved")
        .containsPattern("protection +proved")
        .doesNotContainPattern("(head|entry) +proved");
  }

  @Test
  void a_tpm_of_a_maker_whom_the_user_does_not_know_is_unproved() {
    serving(new TestingGuard(new TestingMaker("Stranger")));
    assertThat(verified(0))
        .containsPattern("protection +unproved +.*maker of the TPM is not among");
  }

  @Test
  void a_key_in_a_file_with_a_tpm_beside_it_is_refuted() {
    guard.logKey = TestingTpmKey.signing();
    assertThat(verified(1)).containsPattern("protection +refuted +.*not the one that signs");
  }

  @Test
  void a_counter_behind_the_head_is_refuted() {
    guard.appended = 1;
    assertThat(verified(1))
        .containsPattern("protection +refuted +.*below what the log's head says");
  }

  @Test
  void a_replayed_proof_is_refuted() {
    ProveLogGuardResponse[] kept = new ProveLogGuardResponse[1];
    answering(
        request -> {
          kept[0] = kept[0] == null ? store.prove(request) : kept[0];
          return kept[0];
        });
    assertThat(verified(0)).containsPattern("protection +proved");
    assertThat(verified(1)).containsPattern("protection +refuted +.*another challenge");
  }

  @Test
  void what_is_no_answer_is_refuted() {
    answering(request -> new ProveLogGuardResponse());
    assertThat(verified(1)).containsPattern("protection +refuted +.*Opened is missing");
  }

  @Test
  void a_store_that_says_it_has_a_tpm_and_shows_none_proves_nothing() {
    icecoat
        .services()
        .images()
        .guarding(
            new TestingImages.Guard() {
              @Override
              public ShowLogGuardResponse show() {
                return new ShowLogGuardResponse();
              }

              @Override
              public ProveLogGuardResponse prove(ProveLogGuard request) {
                throw new IllegalStateException();
              }
            });
    assertThat(verified(0)).containsPattern("protection +unproved +.*the store shows none");
  }

  @Test
  void a_store_that_is_busy_or_older_proves_nothing_and_is_not_refuted() {
    icecoat
        .services()
        .faults()
        .fail(
            "proveLogGuard",
            new UnavailableFault(
                "busy",
                WireFaults.described(new UnavailableFaultType(), "TPM_BUSY", "wait a while")))
        .fail("showLogGuard", new IllegalArgumentException("no such operation"));
    assertThat(verified(0)).containsPattern("protection +unproved +.*no such operation");
    assertThat(verified(0)).containsPattern("protection +unproved +.*wait a while");
  }

  @Test
  void a_tpm_that_does_not_open_the_credential_is_refuted() {
    icecoat
        .services()
        .faults()
        .fail(
            "proveLogGuard",
            new InvalidRequestFault(
                "refused",
                WireFaults.described(
                    new InvalidRequestFaultType(), "REQUEST_INVALID", "cannot open it")));
    assertThat(verified(1)).containsPattern("protection +refuted +the keys do not lie in one TPM");
  }

  private interface Answer {
    ProveLogGuardResponse to(ProveLogGuard request);
  }

  private void answering(Answer answer) {
    icecoat
        .services()
        .images()
        .guarding(
            new TestingImages.Guard() {
              @Override
              public ShowLogGuardResponse show() {
                return store.show();
              }

              @Override
              public ProveLogGuardResponse prove(ProveLogGuard request) {
                return answer.to(request);
              }
            });
  }

  private String verified(int status, String... more) {
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"image", "verify", "blast"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    Result result = icecoat.run(words);
    assertThat(result.status()).as(result.out() + result.err()).isEqualTo(status);
    return result.out();
  }
}
