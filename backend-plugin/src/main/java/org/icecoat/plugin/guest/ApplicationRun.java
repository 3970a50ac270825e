package org.icecoat.plugin.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.plugin.spec.DatasetDisk;

/**
 * The application of one VM: started once in a guest that has booted, followed to its end, found
 * again after a restart of the plug-in. For the session's thread.
 */
final class ApplicationRun {
  private static final Duration TRANSFER = Duration.ofMinutes(10);
  private static final Duration BUSY = Duration.ofMillis(100);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** What a guest gets on top of the limit before the host ends it: it sends TERM, waits, KILL. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final GuestPlan plan;
  private final GuestObserver observer;
  private final GuestSurroundings surroundings;
  private final ApplicationOutput output;
  private final OutputCopy copy;
  private final RunningTime time;
  private final RunningTime silence;
  private ApplicationReport report;
  private Duration interval = BUSY;

  ApplicationRun(
      GuestPlan plan,
      ApplicationReport known,
      ApplicationOutput output,
      GuestObserver observer,
      GuestSurroundings surroundings) {
    this.plan = plan;
    this.report = known;
    this.output = output;
    this.observer = observer;
    this.surroundings = surroundings;
    this.copy = new OutputCopy(output, plan.outputCap());
    this.time = new RunningTime(surroundings.steady());
    this.silence = new RunningTime(surroundings.steady());
  }

  /** Sees to it, in a guest that has just greeted, that the application has been started. */
  void attach(GuestLink link, String boot) throws IOException {
    silence.restart();
    link.does("hostname " + plan.name());
    Optional<DatasetDisk> missing = mount(link);
    GuestState state = GuestState.parse(link.ask("state"));
    if (plan.archive().isEmpty() || report.state().ended()) {
      return;
    }
    if (state.phase() != GuestState.Phase.NONE) {
      adopt(state, boot);
    } else if (report.boot().equals(Optional.of(boot))) {
      lose();
    } else if (missing.isPresent()) {
      become(
          report.failed("Dataset '%s' cannot be mounted".formatted(missing.get().name()), now()));
    } else {
      begin(link, boot, plan.archive().get());
    }
  }

  /** It was started in this boot and the guest knows nothing of it any more. */
  private void lose() {
    if (report.state() == ApplicationState.RUNNING) {
      become(report.lost("The guest knows nothing of it any more", now()));
    }
  }

  private Optional<DatasetDisk> mount(GuestLink link) throws IOException {
    for (DatasetDisk dataset : plan.datasets()) {
      if (!link.does("mount " + dataset.serial() + " " + dataset.name())) {
        return Optional.of(dataset);
      }
    }
    return Optional.empty();
  }

  /** Goes on with the run that is in the guest; only this plug-in can have started it. */
  private void adopt(GuestState state, String boot) throws IOException {
    if (!report.run().equals(Optional.of(state.run()))) {
      output.clear();
      become(report.started(state.run(), boot, now().minus(state.elapsed())));
    } else if (report.state() == ApplicationState.LOST && wentOn(state)) {
      become(report.foundAgain());
    }
  }

  private static boolean wentOn(GuestState state) {
    return state.phase() != GuestState.Phase.GONE;
  }

  private void begin(GuestLink link, String boot, Path archive) throws IOException {
    output.clear();
    try (InputStream bytes = Files.newInputStream(archive)) {
      if (!link.send("put " + Files.size(archive), bytes, TRANSFER)) {
        become(report.failed("The guest cannot unpack the application: is its disk full?", now()));
        return;
      }
    }
    String run = surroundings.nonce();
    long limit = plan.timeLimit().map(Duration::toSeconds).orElse(0L);
    if (link.does("run " + run + " " + limit + " " + plan.outputCap())) {
      time.restart();
      become(report.started(run, boot, now()));
    } else {
      throw new IOException("The guest runs something else");
    }
  }

  /** Looks after it once; gives the time until the next look. */
  Duration poll(GuestLink link) throws IOException {
    GuestState state = GuestState.parse(link.ask("state"));
    observer.heard(now());
    silence.restart();
    if (report.state() != ApplicationState.RUNNING) {
      return IDLE;
    }
    time.heard(state.elapsed());
    boolean grew = copy.pull(link, state);
    if (state.phase() != GuestState.Phase.RUNNING) {
      end(state);
    }
    watchLimit(observer.guestRuns());
    interval = grew ? BUSY : min(interval.multipliedBy(2), QUIET);
    return interval;
  }

  private void end(GuestState state) {
    become(
        switch (state.phase()) {
          case ENDED ->
              report.ended(
                  state.exit().equals(Optional.of(0))
                      ? ApplicationState.SUCCEEDED
                      : ApplicationState.FAILED,
                  state.exit(),
                  now());
          case TIMEOUT -> report.ended(ApplicationState.TIMED_OUT, state.exit(), now());
          case NONE, GONE, RUNNING ->
              report.lost("The guest does not know how it ended: its supervisor was killed", now());
        });
  }

  /** Looks after a guest that does not answer. */
  void watch() {
    boolean runs = observer.guestRuns();
    watchLimit(runs);
    Duration silent = silence.elapsed(runs);
    if (report.state() == ApplicationState.RUNNING && silent.compareTo(surroundings.lost()) > 0) {
      become(report.silent(now().minus(silent), now()));
    }
  }

  /** Ends a guest that does not keep the limit itself. */
  private void watchLimit(boolean runs) {
    Duration elapsed = time.elapsed(runs);
    if (report.state() == ApplicationState.RUNNING
        && plan.timeLimit().isPresent()
        && elapsed.compareTo(plan.timeLimit().get().plus(GRACE)) > 0) {
      become(report.ended(ApplicationState.TIMED_OUT, Optional.empty(), now()));
      observer.overran();
    }
  }

  /** What the observer could not note has not happened: it is found again at the next look. */
  private void become(ApplicationReport next) {
    observer.applicationChanged(next);
    report = next;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
