package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session, and a guest that answers whatever it likes. */
class GuestSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final TestingClock clock = new TestingClock(Instant.now());
  private final TestingClock steady = new TestingClock(Instant.EPOCH);
  private Optional<Duration> limit = Optional.empty();
  private final TestingGuest guest = new TestingGuest();
  private final TestingObserver observer = new TestingObserver();
  private GuestSession session;

  @AfterEach
  void stop() {
    session.close();
    TestingThreads.end(scheduler);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000000", "9223372036854775807", "-9223372036854775808"})
  void a_guest_that_lies_about_its_time_is_asked_again_until_it_tells_what_can_be(String elapsed) {
    guest.state = "state x running - " + elapsed + " 0 0 0 0";
    start();
    await().atMost(PATIENCE).until(() -> observer.heardAt != null);
    Instant first = observer.heardAt;
    awaitLook();
    assertThat(observer.reports).isEmpty();
    guest.state = "state x running - 60 0 0 0 0";
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    assertThat(observer.last().startedAt().orElseThrow())
        .isBetween(first.minusSeconds(61), clock.instant());
  }

  @Test
  void a_clock_that_is_put_on_ends_no_application_and_time_that_has_passed_does() {
    limit = Optional.of(Duration.ofMinutes(1));
    guest.state = "state x running - 5 0 0 0 0";
    start();
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    clock.advance(Duration.ofHours(2));
    awaitLook();
    awaitLook();
    assertThat(observer.state()).isEqualTo(ApplicationState.RUNNING);
    clock.advance(Duration.ofHours(-4));
    steady.advance(Duration.ofMinutes(2));
    await().atMost(PATIENCE).until(() -> observer.overran);
    assertThat(observer.state()).isEqualTo(ApplicationState.TIMED_OUT);
  }

  @ParameterizedTest
  @MethodSource("whatMayHappen")
  void an_end_that_cannot_be_noted_is_noted_once_it_can(Throwable broken) {
    guest.state = "state x running - 60 0 0 0 0";
    start();
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    observer.broken = broken;
    guest.state = "state x ended 0 61 0 0 0 0";
    await().atMost(PATIENCE).until(() -> observer.breaks.get() > 3);
    observer.broken = null;
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.SUCCEEDED);
  }

  static List<Throwable> whatMayHappen() {
    return List.of(
        new PluginException(PluginFault.STORAGE_FAILED, "The disk is full"),
        new IllegalStateException("Nobody thought of that"),
        new NoClassDefFoundError("A part of an update"));
  }

  @Test
  void a_session_survives_what_breaks_between_two_connections() {
    guest.state = "state x running - 60 0 0 0 0";
    start();
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    observer.broken = new PluginException(PluginFault.STORAGE_FAILED, "The disk is full");
    guest.state = "nonsense";
    await().atMost(PATIENCE).until(() -> observer.breaks.get() > 3);
    observer.broken = null;
    guest.state = "state x ended 0 61 0 0 0 0";
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.SUCCEEDED);
  }

  /** Until the guest is heard after this; what it told before has been acted on by then. */
  private void awaitLook() {
    clock.advance(Duration.ofSeconds(1));
    Instant now = clock.instant();
    await().atMost(PATIENCE).until(() -> observer.heardAt.equals(now));
  }

  private void start() {
    GuestPlan plan =
        new GuestPlan(
            new VmId(UUID.randomUUID()),
            new VmName("testing"),
            List.of(),
            Optional.of(folder.resolve("archive")),
            limit,
            1000);
    GuestSurroundings surroundings =
        new GuestSurroundings(
            any -> guest.open(),
            clock,
            steady,
            new SecureRandom(),
            scheduler,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));
    session =
        new GuestSession(
            plan,
            ApplicationReport.waiting(Sha256.of(new byte[32])),
            new ApplicationOutput(folder.resolve("output")),
            observer,
            surroundings);
    session.start();
  }
}
