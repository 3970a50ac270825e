package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.List;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.TreeHead;
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

/** What a service makes of what a store shows of its TPM. */
class StoreGuardTest {
  @TempDir private Path makers;
  private final TestingMaker maker = new TestingMaker("Maker");
  private final TestingGuard tpm = new TestingGuard(maker);
  private final TestingStore store = new TestingStore();
  private final TestingGuardedLog honest = new TestingGuardedLog(tpm);
  private StoreGuard guard;

  @BeforeEach
  void known() throws IOException, CertificateEncodingException {
    Path folder = Files.createDirectories(makers.resolve("hardware/m"));
    Files.write(folder.resolve("ca.der"), maker.certificate().getEncoded());
    store.guarding(honest);
    guard = new StoreGuard(makers, InstantSource.fixed(TestingLog.NOW), new SecureRandom());
  }

  @Test
  void a_log_that_a_tpm_of_a_known_maker_guards_leaves_no_doubt() throws Exception {
    assertThat(guard.doubts(store, tpm.head())).isEmpty();
  }

  @Test
  void another_key_a_counter_behind_and_an_unknown_maker_are_doubts() throws Exception {
    TreeHead head = tpm.head();
    tpm.appended = 1;
    doubted(head, "below what the log's head says");
    tpm.logKey = TestingTpmKey.signing();
    doubted(head, "not the one that signs");
    store.guarding(new TestingGuardedLog(new TestingGuard(new TestingMaker("Stranger"))));
    doubted(head, "maker of the TPM is not among");
  }

  @Test
  void a_store_without_a_tpm_or_with_no_answer_is_doubted() throws Exception {
    showing(new ShowLogGuardResponse(), honest::prove);
    doubted(tpm.head(), "the store has no TPM");
    showing(honest.show(), request -> new ProveLogGuardResponse());
    doubted(tpm.head(), "Opened is missing");
    showing(
        honest.show(),
        request -> {
          throw new InvalidRequestFault("cannot open it", new InvalidRequestFaultType());
        });
    doubted(tpm.head(), "do not lie in one TPM");
  }

  @Test
  void a_store_that_is_busy_is_asked_another_time() {
    showing(
        honest.show(),
        request -> {
          throw new UnavailableFault("busy", new UnavailableFaultType());
        });
    assertThatThrownBy(() -> guard.doubts(store, tpm.head())).isInstanceOf(UnavailableFault.class);
  }

  @Test
  void makers_that_cannot_be_read_stop_the_start_and_count_for_none_later() throws Exception {
    assertThatThrownBy(
            () ->
                new StoreGuard(makers.resolve("none"), InstantSource.system(), new SecureRandom()))
        .isInstanceOf(TrustException.class);
    Files.write(makers.resolve("hardware/m/ca.der"), new byte[] {1});
    doubted(tpm.head(), "CAs of TPM makers cannot be read");
  }

  private interface Answer {
    ProveLogGuardResponse to(ProveLogGuard request) throws InvalidRequestFault, UnavailableFault;
  }

  private void showing(ShowLogGuardResponse shown, Answer answer) {
    store.guarding(
        new TestingStore.Guard() {
          @Override
          public ShowLogGuardResponse show() {
            return shown;
          }

          @Override
          public ProveLogGuardResponse prove(ProveLogGuard request)
              throws InvalidRequestFault, UnavailableFault {
            return answer.to(request);
          }
        });
  }

  private void doubted(TreeHead head, String why) throws Exception {
    List<LogFinding> doubts = guard.doubts(store, head);
    assertThat(doubts)
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.reason()).isEqualTo(LogFinding.Reason.NOT_GUARDED);
              assertThat(doubt.detail()).contains(why);
            });
  }
}
