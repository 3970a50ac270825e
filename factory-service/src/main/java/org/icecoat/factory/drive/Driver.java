package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.lease.LeaseKeeper;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a VM needs, step by step, until it has what is desired or must wait. It keeps nothing
 * in memory: whoever drives the VM next goes on from its row.
 */
public final class Driver {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final int MOST_ROUNDS = 64;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 8;
  private static final int MOST_FAILURES = 3;

  private final VmStore vms;
  private final Keepers keepers;
  private final List<Step> steps;
  private final InstantSource clock;
  private final Consumer<VmId> destroyed;

  /** Who judges a VM afresh at each look. */
  record Keepers(LeaseKeeper leases, TrustKeeper trust) {}

  Driver(
      VmStore vms,
      Keepers keepers,
      List<Step> steps,
      InstantSource clock,
      Consumer<VmId> destroyed) {
    this.destroyed = destroyed;
    this.vms = vms;
    this.keepers = keepers;
    this.steps = List.copyOf(steps);
    this.clock = clock;
  }

  /**
   * How a drive ended.
   *
   * @param version the row's version that was judged; another one means that there is more to do
   * @param until when to drive again at the latest; empty if the VM is gone for good
   */
  public record Rest(long version, Optional<Instant> until) {}

  public Rest drive(VmId id) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<Vm> vm = vms.find(id);
      if (vm.isEmpty()) {
        return new Rest(0, Optional.empty());
      }
      if (vm.get().state().isTerminal()) {
        destroyed.accept(id); // whoever wrote it: what a node tells may be faster than its answer
        return new Rest(0, Optional.empty());
      }
      Optional<Rest> rest = round(vm.get(), Moments.micros(clock));
      if (rest.isPresent()) {
        return rest.get();
      }
    }
    return new Rest(-1, Optional.of(Moments.micros(clock).plus(FIRST_BACKOFF)));
  }

  /** One look at the row; empty if it has changed and must be looked at again. */
  private Optional<Rest> round(Vm vm, Instant now) {
    LeaseKeeper.Demand lease = keepers.leases().demand(vm, now);
    Optional<VmUpdate> demanded = lease.update().or(() -> keepers.trust().demand(vm, now));
    if (demanded.isPresent()) {
      vms.save(demanded.get());
      return Optional.empty();
    }
    Optional<Step> due = steps.stream().filter(step -> step.isDue(vm)).findFirst();
    Instant later = lease.until().orElse(now.plus(LONGEST_BACKOFF));
    if (due.isEmpty()) {
      return Optional.of(rest(vm, later, later));
    }
    if (!vm.drive().mayAct(now)) {
      return Optional.of(rest(vm, vm.drive().notBefore().orElse(later), later));
    }
    StepResult result = act(due.get(), vm, now);
    if (result instanceof StepResult.WaitUntil wait) {
      return Optional.of(rest(vm, wait.moment(), later));
    }
    if (result instanceof StepResult.Changed changed) {
      var unused = write(vm, changed.change());
    }
    return Optional.empty();
  }

  /**
   * Destroys a VM beside whoever drives it, who may be waiting until its node has started it: the
   * node gives that up. Not before the VM is prepared: an order to prepare it that is on its way
   * would come after. What fails here is done by the drive.
   */
  public void destroyBeside(VmId id) {
    vms.find(id)
        .filter(vm -> vm.state() == VmState.DESTROYING && vm.placed().started())
        .ifPresent(this::destroyBeside);
  }

  private void destroyBeside(Vm vm) {
    Step step = steps.stream().filter(each -> each.isDue(vm)).findFirst().orElseThrow();
    try {
      if (step.act(vm, Moments.micros(clock)) instanceof StepResult.Changed changed) {
        write(vm, changed.change())
            .filter(written -> written.state().isTerminal())
            .ifPresent(written -> destroyed.accept(written.id()));
      }
    } catch (FactoryException e) {
      LOG.info("{} of {}: {}", step.name(), vm.id().handle(), e.getMessage());
    }
  }

  /** Writes what a step came to, unless the VM has left the state that the step was for. */
  private Optional<Vm> write(Vm before, Function<Vm, VmUpdate> change) {
    Optional<Vm> vm = Optional.of(before);
    for (int race = 0; race < MOST_ROUNDS && vm.isPresent(); race++) {
      Optional<Vm> written = vms.save(change.apply(vm.get()));
      if (written.isPresent()) {
        return written;
      }
      vm = vms.find(before.id()).filter(now -> isSameWork(before, now));
    }
    return Optional.empty();
  }

  private static boolean isSameWork(Vm before, Vm now) {
    return before.life().equals(now.life()) && before.placed().equals(now.placed());
  }

  private static Rest rest(Vm vm, Instant one, Instant other) {
    return new Rest(vm.version(), Optional.of(one.isBefore(other) ? one : other));
  }

  private StepResult act(Step step, Vm vm, Instant now) {
    try {
      return step.act(vm, now);
    } catch (FactoryException e) {
      LOG.info("{} of {}: {}", step.name(), vm.id().handle(), e.getMessage());
      return new StepResult.Changed(v -> afterFailure(step, v, e, now));
    }
  }

  /** The picture is outdated, or the trouble passes: try again. Else the step says what to do. */
  private static VmUpdate afterFailure(Step step, Vm vm, FactoryException e, Instant now) {
    boolean outdated = e.fault() == FactoryFault.WRONG_STATE;
    if (e.fault() == FactoryFault.VM_ABSENT) {
      return absent(step, vm, e, now);
    }
    int most = mostTries(step, e.fault());
    if ((e.fault().isPassing() || outdated) && vm.drive().tries() + 1 < most) {
      Duration backoff = backoff(vm.drive().tries());
      return VmUpdate.quiet(vm.withDrive(vm.drive().afterFailure(now.plus(backoff))));
    }
    return step.failed(vm, e, now);
  }

  /** A node that has tried and failed is soon believed, unless it must succeed in the end. */
  private static int mostTries(Step step, FactoryFault fault) {
    int most = step.mostTries();
    return fault == FactoryFault.NODE_FAILED && most != Step.FOR_EVER
        ? Math.min(most, MOST_FAILURES)
        : most;
  }

  private static VmUpdate absent(Step step, Vm vm, FactoryException e, Instant now) {
    VmFailure failure =
        new VmFailure(
            now,
            step.name(),
            e.fault().name(),
            e.getMessage(),
            Optional.of("Recover deploys the VM afresh; what its disk held is lost."));
    Outcome outcome = Outcome.of(vm, Happening.of(VmEvent.SEEN_ABSENT, failure));
    return outcome instanceof Outcome.Changed changed ? changed.update() : step.failed(vm, e, now);
  }

  private static Duration backoff(int tries) {
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    return backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
  }
}
