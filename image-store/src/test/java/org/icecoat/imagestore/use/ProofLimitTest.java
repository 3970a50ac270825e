package org.icecoat.imagestore.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.domain.identity.Dn;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.junit.jupiter.api.Test;

class ProofLimitTest {
  private static final Dn SAM = Dn.parse("CN=Sam,O=Grid");
  private static final Dn PAM = Dn.parse("CN=Pam,O=Grid");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ProofLimit limit = new ProofLimit(now::get);

  @Test
  void a_client_asks_twelve_times_a_minute_and_another_may_ask_as_well() {
    for (int i = 0; i < 12; i++) {
      limit.asking(SAM, () -> "");
    }
    refused(() -> limit.asking(SAM, () -> ""));
    assertThat(limit.asking(PAM, () -> "answer")).isEqualTo("answer");
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(1)));
    assertThat(limit.asking(SAM, () -> "answer")).isEqualTo("answer");
  }

  @Test
  void one_is_answered_at_a_time_few_wait_and_the_others_are_told_to_come_again() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> asking = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asking.add(
          CompletableFuture.runAsync(
              () ->
                  limit.inTurn(
                      () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        begun.countDown();
                        join(end);
                        atOnce.decrementAndGet();
                        return "";
                      }),
              work -> new Thread(work).start()));
    }
    join(begun);
    org.awaitility.Awaitility.await().until(limit::full);
    refused(() -> limit.inTurn(() -> ""));
    end.countDown();
    asking.forEach(CompletableFuture::join);
    assertThat(most).hasValue(1);
    assertThat(limit.inTurn(() -> "answer")).isEqualTo("answer");
  }

  @Test
  void a_question_that_fails_gives_its_turn_back() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  limit.inTurn(
                      () -> {
                        throw new IllegalStateException();
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(limit.inTurn(() -> "answer")).isEqualTo("answer");
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.TPM_BUSY));
  }
}
