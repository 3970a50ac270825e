package org.icecoat.testbed.faults;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.GridService;
import org.icecoat.testbed.grid.TestingVm;

/** Kills a service, and starts it again, each time a VM's deployment shows one of some steps. */
final class StepKiller {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final GridService victim;
  private final Set<String> left;

  StepKiller(GridService victim, String... steps) {
    this.victim = victim;
    this.left = new LinkedHashSet<>(List.of(steps));
  }

  /** The steps that have not been hit yet. */
  Set<String> left() {
    return Set.copyOf(left);
  }

  /** Follows a deployment to its end: the VM runs, or has failed. */
  void follow(TestingVm vm) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      Optional<VmView> view = look(vm);
      if (view.isPresent() && isOver(view.get())) {
        return;
      }
      view.flatMap(StepKiller::step).filter(left::contains).ifPresent(step -> hit(vm, step));
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new AssertionError(vm.handle() + " did not come to an end: " + vm.view());
  }

  /** The VM shows this step now. */
  void hit(TestingVm vm, String step) {
    victim.kill();
    left.remove(step);
    System.out.println(victim.name() + " was killed while " + vm.handle() + " was at " + step);
    victim.start();
  }

  private static Optional<VmView> look(TestingVm vm) {
    try {
      return Optional.of(vm.view());
    } catch (ConsoleException e) {
      return Optional.empty(); // the factory is coming back
    }
  }

  private static Optional<String> step(VmView view) {
    return Optional.ofNullable(view.progress()).map(progress -> progress.name());
  }

  private static boolean isOver(VmView view) {
    return view.state().equals("Running") || view.state().equals("Failed");
  }
}
