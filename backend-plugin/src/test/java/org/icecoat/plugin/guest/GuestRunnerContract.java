package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session and the real runner together, under one shell. */
abstract class GuestRunnerContract {
  private static final long CAP = 100_000;
  private static final Duration LOST = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final TestingObserver observer = new TestingObserver();
  private TestingRunner runner;
  private ApplicationOutput output;
  private GuestSession session;

  abstract List<String> shell();

  @BeforeEach
  void startRunner() {
    runner = new TestingRunner(folder, shell());
    output = new ApplicationOutput(folder.resolve("output"));
  }

  @AfterEach
  void stop() {
    session.close();
    runner.close();
    TestingThreads.end(scheduler);
  }

  @Test
  void both_outputs_and_the_exit_status_come_back() {
    run("cat hello; echo bad >&2; exit 3", Map.of("hello", bytes("good\n")), Optional.empty());
    awaitEnd(ApplicationState.FAILED);
    assertThat(observer.last().exitStatus()).contains(3);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT)).isEqualTo("good\n");
    assertThat(text(OutputStreamName.STANDARD_ERROR)).isEqualTo("bad\n");
    assertThat(output.isTruncated(OutputStreamName.STANDARD_OUTPUT)).isFalse();
  }

  @Test
  void output_comes_while_the_application_runs() {
    run("echo first; while [ ! -f go ]; do sleep 0.1; done", Map.of(), Optional.empty());
    await().atMost(PATIENCE).until(() -> text(OutputStreamName.STANDARD_OUTPUT).equals("first\n"));
    assertThat(observer.state()).isEqualTo(ApplicationState.RUNNING);
    release();
    awaitEnd(ApplicationState.SUCCEEDED);
  }

  @Test
  void a_session_that_starts_over_misses_and_doubles_nothing() {
    run(
        "seq 1 1000; while [ ! -f go ]; do sleep 0.1; done; seq 1001 2000",
        Map.of(),
        Optional.empty());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    session.close();
    release();
    session(observer.last(), Optional.empty());
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT).lines())
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, 2000).mapToObj(String::valueOf).toList());
    assertThat(observer.reports).extracting(ApplicationReport::startedAt).hasSize(2);
  }

  @Test
  void a_plugin_that_died_before_it_noted_the_start_adopts_the_run() {
    run("echo once; while [ ! -f go ]; do sleep 0.1; done", Map.of(), Optional.empty());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    session.close();
    session(ApplicationReport.waiting(Sha256.of(new byte[32])), Optional.empty());
    release();
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT)).isEqualTo("once\n");
  }

  @Test
  void a_runner_that_is_killed_and_started_again_finds_the_application_running() {
    run("while [ ! -f go ]; do sleep 0.1; done; echo done", Map.of(), Optional.empty());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    runner.kill();
    runner.start();
    release();
    session.guestReset();
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT)).isEqualTo("done\n");
  }

  @Test
  void an_application_whose_guest_falls_silent_is_lost_and_found_when_it_speaks_again() {
    run("while [ ! -f go ]; do sleep 0.1; done; echo done", Map.of(), Optional.empty());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    runner.signal("STOP");
    session.guestReset();
    awaitEnd(ApplicationState.LOST);
    assertThat(observer.last().problem())
        .hasValueSatisfying(it -> assertThat(it).contains("silent"));
    runner.signal("CONT");
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    assertThat(observer.last().endedAt()).isEmpty();
    release();
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT)).isEqualTo("done\n");
  }

  @Test
  void an_application_that_prints_too_much_is_cut_and_still_ends() throws IOException {
    run("yes | head -c 50000000; echo end >&2", Map.of(), Optional.empty());
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(output.length(OutputStreamName.STANDARD_OUTPUT)).isEqualTo(CAP);
    assertThat(output.isTruncated(OutputStreamName.STANDARD_OUTPUT)).isTrue();
    assertThat(text(OutputStreamName.STANDARD_ERROR)).isEqualTo("end\n");
    assertThat(output.isTruncated(OutputStreamName.STANDARD_ERROR)).isFalse();
    assertThat(Files.size(runner.state().resolve("run/out"))).isLessThan(CAP + (5 << 20));
  }

  @Test
  void the_time_limit_ends_an_application_that_ignores_signals() {
    run("trap '' TERM; while :; do sleep 1; done", Map.of(), Optional.of(Duration.ofSeconds(1)));
    awaitEnd(ApplicationState.TIMED_OUT);
    assertThat(observer.overran).isFalse();
  }

  @Test
  void an_application_whose_supervisor_is_killed_is_lost() {
    run("kill -9 $(cat ../../run/pid); sleep 60", Map.of(), Optional.empty());
    awaitEnd(ApplicationState.LOST);
  }

  @Test
  void an_ended_application_does_not_run_again() {
    run("echo once", Map.of(), Optional.empty());
    awaitEnd(ApplicationState.SUCCEEDED);
    session.close();
    Path state = runner.state();
    runner.kill();
    TestingFolders.delete(state);
    runner.start();
    int reports = observer.reports.size();
    session(observer.last(), Optional.empty());
    observer.heardAt = null;
    await().atMost(PATIENCE).until(() -> observer.heardAt != null);
    assertThat(observer.reports).hasSize(reports);
    assertThat(state.resolve("run")).doesNotExist();
  }

  @Test
  void a_large_application_arrives_whole() {
    byte[] content = new byte[20 << 20];
    new java.util.Random(7).nextBytes(content);
    run("sha256sum <big", Map.of("big", content), Optional.empty());
    awaitEnd(ApplicationState.SUCCEEDED);
    assertThat(text(OutputStreamName.STANDARD_OUTPUT)).startsWith(sha256(content).hex());
  }

  @Test
  void an_archive_that_cannot_be_unpacked_is_a_failure_that_says_so() throws IOException {
    Path archive = folder.resolve("archive");
    byte[] junk = new byte[300_000];
    Arrays.fill(junk, (byte) 'x');
    Files.write(archive, junk);
    session(ApplicationReport.waiting(Sha256.of(new byte[32])), Optional.empty());
    awaitEnd(ApplicationState.FAILED);
    assertThat(observer.last().problem())
        .hasValueSatisfying(it -> assertThat(it).contains("unpack"));
  }

  private void run(String script, Map<String, byte[]> files, Optional<Duration> limit) {
    TestingArchive.write(folder.resolve("archive"), script, files);
    session(ApplicationReport.waiting(Sha256.of(new byte[32])), limit);
  }

  private void session(ApplicationReport known, Optional<Duration> limit) {
    VmId id = new VmId(UUID.randomUUID());
    GuestPlan plan =
        new GuestPlan(
            id,
            new VmName("testing"),
            List.of(),
            Optional.of(folder.resolve("archive")),
            limit,
            CAP);
    GuestSurroundings surroundings =
        new GuestSurroundings(
            any -> runner.open(),
            Clock.systemUTC(),
            InstantSource.system(),
            new SecureRandom(),
            scheduler,
            Duration.ofSeconds(5),
            LOST);
    session = new GuestSession(plan, known, output, observer, surroundings);
    session.start();
  }

  private void release() {
    try {
      Files.createFile(runner.state().resolve("application/files/go"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitEnd(ApplicationState end) {
    await()
        .atMost(PATIENCE)
        .until(() -> observer.state().ended() || observer.state() == ApplicationState.LOST);
    assertThat(observer.state()).isEqualTo(end);
  }

  private String text(OutputStreamName name) {
    return new String(output.read(name, 0, 1 << 20), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Sha256 sha256(byte[] content) {
    try {
      return Sha256.of(java.security.MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
