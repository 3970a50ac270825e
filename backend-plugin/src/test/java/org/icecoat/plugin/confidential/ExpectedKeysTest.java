package org.icecoat.plugin.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.junit.jupiter.api.Test;

/** A key is asked for before its VM is ordered, for one VM and a minute. */
class ExpectedKeysTest {
  private static final URI STORE = URI.create("https://store.example/store");
  private static final ImageId IMAGE = image(0);

  /** What was asked for, and what a store said to it. */
  private final List<String> asked = new ArrayList<>();

  private Throwable fails;

  /** What runs beside, and what runs after a minute, when a test lets it. */
  private final List<Runnable> beside = new ArrayList<>();

  private final List<Runnable> later = new ArrayList<>();
  private final ExpectedKeys keys = new ExpectedKeys(this::answer, beside::add, later::add);

  private static ImageId image(int number) {
    return ImageId.parse("sha256:%064x".formatted(number));
  }

  private WrappedKey answer(URI store, ImageId image) {
    asked.add(image.toString());
    if (fails instanceof Error error) {
      throw error;
    }
    if (fails instanceof RuntimeException refusal) {
      throw refusal;
    }
    return new WrappedKey(null, PcrSelection.of(PcrBank.SHA256, 14));
  }

  private void run(List<Runnable> work) {
    List<Runnable> now = List.copyOf(work);
    work.clear();
    now.forEach(Runnable::run);
  }

  @Test
  void a_key_that_was_expected_is_not_asked_for_again() {
    keys.expect(STORE, IMAGE);
    run(beside);
    assertThat(keys.key(STORE, IMAGE)).isNotNull();
    assertThat(asked).hasSize(1);
  }

  @Test
  void whoever_needs_it_waits_for_what_was_begun() {
    keys.expect(STORE, IMAGE);
    CompletableFuture<WrappedKey> needed =
        CompletableFuture.supplyAsync(() -> keys.key(STORE, IMAGE));
    run(beside);
    assertThat(needed.join()).isNotNull();
    assertThat(asked).hasSize(1);
  }

  @Test
  void it_is_expected_once_and_serves_one_vm() {
    keys.expect(STORE, IMAGE);
    keys.expect(STORE, IMAGE);
    run(beside);
    WrappedKey first = keys.key(STORE, IMAGE);
    assertThat(asked).hasSize(1);
    assertThat(keys.key(STORE, IMAGE)).isNotSameAs(first);
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_key_that_nobody_takes_is_forgotten() {
    keys.expect(STORE, IMAGE);
    run(beside);
    run(later);
    assertThat(keys.key(STORE, IMAGE)).isNotNull();
    assertThat(asked).hasSize(2);
  }

  @Test
  void what_is_forgotten_is_only_the_key_that_is_a_minute_old() {
    keys.expect(STORE, IMAGE);
    run(beside);
    assertThat(keys.key(STORE, IMAGE)).isNotNull();
    List<Runnable> old = List.copyOf(later);
    keys.expect(STORE, IMAGE);
    run(beside);
    old.forEach(Runnable::run);
    assertThat(keys.key(STORE, IMAGE)).isNotNull();
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_refusal_that_came_before_the_order_is_asked_about_again() {
    fails = new PluginException(PluginFault.KEY_REFUSED, "For this test");
    keys.expect(STORE, IMAGE);
    run(beside);
    fails = null;
    assertThat(keys.key(STORE, IMAGE)).isNotNull();
  }

  @Test
  void a_refusal_that_comes_while_somebody_waits_is_his() throws InterruptedException {
    fails = new PluginException(PluginFault.KEY_REFUSED, "For this test");
    assertThat(whatComesToWhoeverWaits()).isSameAs(fails);
    assertThat(asked).hasSize(1);
  }

  @Test
  void an_error_of_a_native_library_does_not_let_anybody_wait_for_ever()
      throws InterruptedException {
    fails = new UnsatisfiedLinkError("For this test");
    assertThat(whatComesToWhoeverWaits()).hasCause(fails);
  }

  private Throwable whatComesToWhoeverWaits() throws InterruptedException {
    keys.expect(STORE, IMAGE);
    AtomicReference<Throwable> told = new AtomicReference<>();
    Thread waiting = new Thread(() -> told.set(catchThrowable(() -> keys.key(STORE, IMAGE))));
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    run(beside);
    waiting.join();
    return told.get();
  }

  @Test
  void so_many_are_expected_and_of_the_rest_each_order_asks_itself() {
    for (int number = 0; number <= ExpectedKeys.MOST; number++) {
      keys.expect(STORE, image(number));
    }
    run(beside);
    assertThat(asked).hasSize(ExpectedKeys.MOST);
    assertThat(keys.key(STORE, image(ExpectedKeys.MOST))).isNotNull();
    assertThat(asked).hasSize(ExpectedKeys.MOST + 1);
  }
}
